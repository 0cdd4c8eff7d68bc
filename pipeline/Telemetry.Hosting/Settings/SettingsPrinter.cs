using System.Collections;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Telemetry.Hosting.Settings;

/// <summary>Writes settings as YAML that can be loaded again, defaults included and secrets masked.</summary>
public static class SettingsPrinter
{
    /// <summary>The merged settings, one key a line.</summary>
    public static string Print(object settings)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var emitter = new Emitter(text, EmitterSettings.Default.WithIndentedSequences().WithMaxSimpleKeyLength(256));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(version: null, tags: null, isImplicit: true));
        Write(emitter, settings, secret: false);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, object? value, bool secret)
    {
        switch (value is null ? null : SettingsSchema.Of(value.GetType()))
        {
            case null:
                Scalar(emitter, "null", isText: false);
                break;
            case ScalarSchema:
                Scalar(emitter, secret ? Secrets.Mask : Secrets.Shown(ScalarText.Write(value!)), value is string or Uri);
                break;
            case ListSchema:
                WriteList(emitter, (IEnumerable)value!, secret);
                break;
            case DictionarySchema:
                WriteDictionary(emitter, (IDictionary)value!);
                break;
            case FileSchema file:
                Scalar(emitter, file.Content.Location!.GetValue(value)!.ToString()!, isText: true);
                break;
            case ObjectSchema schema:
                WriteObject(emitter, value!, schema);
                break;
        }
    }

    private static void WriteObject(Emitter emitter, object options, ObjectSchema schema)
    {
        emitter.Emit(new MappingStart());
        foreach (var property in schema.Properties)
        {
            if (property.Property.GetValue(options) is not { } value) continue;
            Scalar(emitter, property.Key, isText: true);
            Write(emitter, value, property.IsSecret || Secrets.IsSecretKey(property.Key) && property.Schema is ScalarSchema);
        }
        emitter.Emit(new MappingEnd());
    }

    private static void WriteDictionary(Emitter emitter, IDictionary entries)
    {
        emitter.Emit(new MappingStart());
        foreach (DictionaryEntry entry in entries)
        {
            var key = (string)entry.Key;
            Scalar(emitter, key, isText: true);
            Write(emitter, entry.Value, Secrets.IsSecretKey(key));
        }
        emitter.Emit(new MappingEnd());
    }

    private static void WriteList(Emitter emitter, IEnumerable items, bool secret)
    {
        var all = items.Cast<object?>().ToList();
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, all.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
        foreach (var item in all) Write(emitter, item, secret);
        emitter.Emit(new SequenceEnd());
    }

    // Text that a YAML reader would take for null is quoted; everything else the reader takes as it stands.
    private static void Scalar(Emitter emitter, string text, bool isText)
    {
        var style = isText && text is "" or "~" or "null" ? ScalarStyle.DoubleQuoted : ScalarStyle.Any;
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
    }
}
