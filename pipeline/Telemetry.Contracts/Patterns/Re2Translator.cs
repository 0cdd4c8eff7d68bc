using System.Globalization;
using System.Text;

namespace Telemetry.Contracts.Patterns;

/// <summary>
/// Checks that a pattern is RE2 (https://github.com/google/re2/wiki/Syntax) and rewrites what .NET reads differently: ASCII classes, <c>$</c>,
/// named groups, POSIX classes, <c>\Q…\E</c>, octal. What RE2 does not have (look-around, back-references) is refused with its own message.
/// </summary>
/// <param name="pattern">The pattern.</param>
/// <param name="groups">
/// Takes the names of the capturing groups, in their order, empty for those without one; they and laziness are kept then. Without it both
/// are dropped: they cannot change whether a whole value matches.
/// </param>
internal sealed class Re2Translator(string pattern, List<string>? groups = null)
{
    private const int MaxRepeat = 1000;

    /// <summary>Groups may nest this deep: .NET's parser recurses.</summary>
    private const int MaxDepth = 200;

    private readonly StringBuilder _output = new(pattern.Length + 16);
    private readonly Stack<bool> _outerMultiline = new();
    private int _at;
    private bool _multiline;
    private bool _canRepeat;
    private int _repeatFrom = -1;

    /// <exception cref="PatternException">The pattern is not RE2.</exception>
    public string Translate()
    {
        while (_at < pattern.Length) Next();
        if (_outerMultiline.Count > 0) throw AnchoredPattern.Refused("missing closing )", $"^(?:{pattern})$");
        return _output.ToString();
    }

    private void Next()
    {
        var c = pattern[_at];
        switch (c)
        {
            case '(': Open(); break;
            case ')': Close(); break;
            case '[': Class(); break;
            case '\\': Escape(); break;
            case '*' or '+' or '?': Repeat(_at + 1); break;
            case '{' when TryReadCount(out var end): Repeat(end); break;
            case '|': Emit("|", repeatable: false); break;
            case '^': Emit(_multiline ? "^" : @"\A", repeatable: true); break;
            case '$': Emit(_multiline ? "$" : @"\z", repeatable: true); break;
            case '.': Emit(".", repeatable: true); break;
            default: Emit(Literal(c), repeatable: true); break;
        }
    }

    private void Emit(string text, bool repeatable, int length = 1)
    {
        _output.Append(text);
        _at += length;
        _canRepeat = repeatable;
        _repeatFrom = -1;
    }

    private void Open()
    {
        if (_outerMultiline.Count >= MaxDepth) throw AnchoredPattern.Refused("expression nests too deeply", Rest(_at));
        if (_at + 1 < pattern.Length && pattern[_at + 1] == '?')
        {
            OpenWithFlags();
            return;
        }

        _outerMultiline.Push(_multiline);
        Emit(Group(""), repeatable: false);
    }

    // Numbered by hand: .NET would count groups without a name first.
    private string Group(string name)
    {
        if (groups is null) return "(?:";
        groups.Add(name);
        return string.Create(CultureInfo.InvariantCulture, $"(?<{groups.Count}>");
    }

    private void OpenWithFlags()
    {
        var name = Rest(_at).StartsWith("(?P<", StringComparison.Ordinal) ? 4 : Rest(_at).StartsWith("(?<", StringComparison.Ordinal) ? 3 : 0;
        if (name > 0)
        {
            OpenNamed(name);
            return;
        }

        var multiline = _multiline;
        var on = true;
        var flags = new StringBuilder();
        for (var i = _at + 2; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case 'i' or 's': flags.Append(pattern[i]); break;
                case 'm': multiline = on; flags.Append('m'); break;
                case 'U' when groups is null: break; // Greediness cannot change whether the whole value matches.
                case '-' when on: on = false; flags.Append('-'); break;
                case ':':
                    _outerMultiline.Push(_multiline);
                    _multiline = multiline;
                    Emit($"(?{flags}:", repeatable: false, i + 1 - _at);
                    return;
                case ')':
                    _multiline = multiline;
                    Emit(flags.Length == 0 ? "" : $"(?{flags})", repeatable: false, i + 1 - _at);
                    return;
                default: throw AnchoredPattern.Refused("invalid or unsupported Perl syntax", pattern[_at..(i + 1)]);
            }
        }

        throw AnchoredPattern.Refused("missing closing )", $"^(?:{pattern})$");
    }

    private void OpenNamed(int prefix)
    {
        var end = pattern.IndexOf('>', _at);
        var written = end < 0 ? "" : pattern[(_at + prefix)..end];
        if (written.Length == 0 || written.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
            throw AnchoredPattern.Refused("invalid named capture", end < 0 ? Rest(_at) : pattern[_at..(end + 1)]);
        _outerMultiline.Push(_multiline);
        Emit(Group(written), repeatable: false, end + 1 - _at);
    }

    private void Close()
    {
        if (!_outerMultiline.TryPop(out _multiline)) throw AnchoredPattern.Refused("unexpected )", $"^(?:{pattern})$");
        Emit(")", repeatable: true);
    }

    private void Repeat(int end)
    {
        var operation = pattern[_at..end];
        // A second repetition is an error except for the question mark of a lazy one, which cannot change whether the whole value matches.
        if (_repeatFrom >= 0) throw AnchoredPattern.Refused("invalid nested repetition operator", pattern[_repeatFrom..end]);
        if (!_canRepeat) throw AnchoredPattern.Refused("missing argument to repetition operator", operation);
        var from = _at;
        _output.Append(operation);
        var isLazy = end < pattern.Length && pattern[end] == '?';
        if (isLazy && groups is not null) _output.Append('?');
        _at = isLazy ? end + 1 : end;
        _repeatFrom = from;
    }

    private bool TryReadCount(out int end)
    {
        end = pattern.IndexOf('}', _at) + 1;
        if (end == 0) return false;
        var bounds = pattern[(_at + 1)..(end - 1)].Split(',');
        if (bounds.Length > 2 || bounds[0].Length == 0 || bounds.Any(bound => bound.Any(c => !char.IsAsciiDigit(c)))) return false;
        var low = ReadCount(bounds[0]);
        var high = bounds.Length == 1 ? low : bounds[1].Length == 0 ? MaxRepeat : ReadCount(bounds[1]);
        if (low > MaxRepeat || high > MaxRepeat || high < low) throw AnchoredPattern.Refused("invalid repeat count", pattern[_at..end]);
        return true;
    }

    private static int ReadCount(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue;

    private void Escape()
    {
        if (Rest(_at).StartsWith(@"\Q", StringComparison.Ordinal))
        {
            Quoted();
            return;
        }

        if (_at + 1 < pattern.Length && pattern[_at + 1] is 'A' or 'z' or 'b' or 'B')
        {
            Emit(pattern.Substring(_at, 2), repeatable: true, 2);
            return;
        }

        var from = _at;
        var ranges = ReadClassEscape(ref from);
        if (ranges is not null) Emit($"[{ranges}]", repeatable: true, from - _at);
        else Emit(Literal(ReadCharacter(ref from)), repeatable: true, from - _at);
    }

    private void Quoted()
    {
        var end = pattern.IndexOf(@"\E", _at, StringComparison.Ordinal);
        var text = end < 0 ? pattern[(_at + 2)..] : pattern[(_at + 2)..end];
        Emit(string.Concat(text.Select(Literal)), repeatable: text.Length > 0, (end < 0 ? pattern.Length : end + 2) - _at);
    }

    private void Class()
    {
        var at = _at + 1;
        var text = new StringBuilder("[");
        if (at < pattern.Length && pattern[at] == '^')
        {
            text.Append('^');
            at++;
        }

        for (var first = true; ; first = false)
        {
            if (at >= pattern.Length) throw AnchoredPattern.Refused("missing closing ]", $"{Rest(_at)})$");
            if (pattern[at] == ']' && !first) break;
            text.Append(ReadClassItem(ref at));
        }

        Emit(text.Append(']').ToString(), repeatable: true, at + 1 - _at);
    }

    private string ReadClassItem(ref int at)
    {
        if (Rest(at).StartsWith("[:", StringComparison.Ordinal) && pattern.IndexOf(":]", at + 2, StringComparison.Ordinal) is > 0 and var end)
        {
            var name = pattern[(at + 2)..end];
            var ranges = AsciiClass.Posix(name.TrimStart('^'), name.StartsWith('^'))
                ?? throw AnchoredPattern.Refused("invalid character class range", pattern[at..(end + 2)]);
            at = end + 2;
            return ranges;
        }

        var from = at;
        if (pattern[at] == '\\' && ReadClassEscape(ref at) is { } escaped) return escaped;
        var low = pattern[at] == '\\' ? ReadCharacter(ref at) : pattern[at++];
        if (at + 1 >= pattern.Length || pattern[at] != '-' || pattern[at + 1] == ']') return InClass(low);
        at++;
        var high = pattern[at] == '\\' ? ReadCharacter(ref at) : pattern[at++];
        if (high < low) throw AnchoredPattern.Refused("invalid character class range", pattern[from..at]);
        return $"{InClass(low)}-{InClass(high)}";
    }

    /// <summary>Reads <c>\d</c>, <c>\pL</c>, <c>\p{Lu}</c> and their kind; null, and nothing read, where another escape stands.</summary>
    private string? ReadClassEscape(ref int at)
    {
        if (at + 1 >= pattern.Length) return null;
        var letter = pattern[at + 1];
        if (AsciiClass.Perl(letter) is { } ranges)
        {
            at += 2;
            return ranges;
        }

        if (letter is not ('p' or 'P') || at + 2 >= pattern.Length) return null;
        var end = pattern[at + 2] == '{' ? pattern.IndexOf('}', at) : at + 2;
        if (end < 0) throw AnchoredPattern.Refused("invalid character class range", Rest(at));
        var name = pattern[(at + 2)..(end + 1)].Trim('{', '}');
        at = end + 1;
        return $"\\{letter}{{{name}}}";
    }

    /// <summary>Reads an escaped character at a backslash.</summary>
    private char ReadCharacter(ref int at)
    {
        if (at + 1 >= pattern.Length) throw AnchoredPattern.Refused("trailing backslash at end of expression", "");
        var c = pattern[at + 1];
        var from = at;
        at += 2;
        switch (c)
        {
            case 'a': return '\a';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case 'x': return ReadHex(from, ref at);
            case '0' or (>= '1' and <= '7') when c == '0' || (at < pattern.Length && pattern[at] is >= '0' and <= '7'):
                return ReadOctal(ref at);
            case var _ when char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c): return c;
            default: throw AnchoredPattern.Refused("invalid escape sequence", pattern[from..at]);
        }
    }

    private char ReadOctal(ref int at)
    {
        var value = 0;
        var end = Math.Min(at + 2, pattern.Length);
        for (at--; at < end && pattern[at] is >= '0' and <= '7'; at++) value = (value * 8) + (pattern[at] - '0');
        return (char)value;
    }

    private char ReadHex(int from, ref int at)
    {
        var braced = at < pattern.Length && pattern[at] == '{';
        var end = braced ? pattern.IndexOf('}', at) : Math.Min(at + 2, pattern.Length);
        var digits = end < 0 ? "" : pattern[(braced ? at + 1 : at)..end];
        if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || (!braced && digits.Length != 2))
            throw AnchoredPattern.Refused("invalid escape sequence", pattern[from..Math.Max(at, end)]);
        at = braced ? end + 1 : end;
        return (char)value;
    }

    private string Rest(int at) => pattern[at..];

    private static string Literal(char c) => char.IsAsciiLetterOrDigit(c) || c > '\x7f' ? c.ToString() : $"\\u{(int)c:x4}";

    private static string InClass(char c) => $"\\u{(int)c:x4}";
}
