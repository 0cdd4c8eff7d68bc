namespace Telemetry.Backtest.Samples;

/// <summary>What was odd about an input, by reason. Nothing of it ends a backtest; all of it is told.</summary>
internal sealed class InputNotes
{
    /// <summary>Rows whose time cannot be read: left out.</summary>
    public long BadTimes { get; set; }

    /// <summary>Rows with fewer or more fields than the header: missing ones are empty, further ones are not read.</summary>
    public long RaggedRows { get; set; }

    /// <summary>Empty cells and NaN: no observation.</summary>
    public long Empty { get; set; }

    /// <summary>Cells that are no finite number: no observation.</summary>
    public long NotNumbers { get; set; }

    /// <summary>Rows that stand behind a later one: put in their place.</summary>
    public long Backwards { get; set; }

    /// <summary>Further values of a series at a time that it has a value for: not scored.</summary>
    public long Duplicates { get; set; }

    /// <summary>Pauses of a series longer than five of its steps: its tests begin anew.</summary>
    public long Gaps { get; set; }

    /// <summary>One line a reason, in words; empty where nothing was odd.</summary>
    public IEnumerable<string> Lines()
    {
        if (BadTimes > 0) yield return $"{BadTimes} rows with an unreadable time were left out";
        if (RaggedRows > 0) yield return $"{RaggedRows} rows have another number of fields than the header";
        if (Empty > 0) yield return $"{Empty} cells are empty: nothing observed";
        if (NotNumbers > 0) yield return $"{NotNumbers} cells are no finite number: nothing observed";
        if (Backwards > 0) yield return $"{Backwards} rows stood behind a later one and were put in their place";
        if (Duplicates > 0) yield return $"{Duplicates} values came for a time that had one: the first counts";
        if (Gaps > 0) yield return $"{Gaps} pauses were longer than five steps: the tests began anew behind them";
    }
}
