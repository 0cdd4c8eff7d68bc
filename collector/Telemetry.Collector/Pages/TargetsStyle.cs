namespace Telemetry.Collector.Pages;

/// <summary>The style sheet of the targets' page.</summary>
internal static class TargetsStyle
{
    /// <summary>Follows the reader's light or dark setting; no fonts or files from elsewhere.</summary>
    public const string Css = """
        :root { color-scheme: light dark; --page: #f5f6f8; --card: #fff; --text: #1c2430; --soft: #566070; --line: #e2e6eb;
          --up: #23702a; --down: #b71c1c; --unknown: #8a5300; --dropped: #566070; }
        @media (prefers-color-scheme: dark) { :root { --page: #12161c; --card: #1b212a; --text: #e6eaf0; --soft: #a3adbb; --line: #2c3440;
          --up: #6fcf79; --down: #ff7b7b; --unknown: #f2b44b; --dropped: #a3adbb; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 84rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
        h1 { font-size: 1.35rem; margin: 0; }
        header p { color: var(--soft); margin: .15rem 0 0; }
        form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1rem 0; }
        label { display: grid; gap: .15rem; color: var(--soft); font-size: .85rem; }
        input, select, button { font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 6px;
          padding: .35rem .6rem; min-height: 2.3rem; }
        input { min-width: 16rem; } button { cursor: pointer; }
        :focus-visible { outline: 2px solid #3d6fd6; outline-offset: 2px; }
        .wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
        table { width: 100%; border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--soft); padding: .6rem .9rem; border-bottom: 1px solid var(--line); }
        th, td { text-align: left; vertical-align: top; padding: .5rem .9rem; border-bottom: 1px solid var(--line); }
        tr:last-child th, tr:last-child td { border-bottom: 0; }
        thead th { color: var(--soft); font-weight: 500; white-space: nowrap; } tbody th { font-weight: 600; min-width: 12rem; }
        .number { text-align: right; white-space: nowrap; }
        small { display: block; color: var(--soft); font-weight: 400; overflow-wrap: anywhere; }
        .state { color: var(--tone); font-weight: 600; white-space: nowrap; } .state::before { content: "● "; }
        .up { --tone: var(--up); } .down { --tone: var(--down); } .unknown { --tone: var(--unknown); } .dropped { --tone: var(--dropped); }
        .why { min-width: 18rem; overflow-wrap: anywhere; }
        code { font: .95em ui-monospace, monospace; }
        .calm { color: var(--soft); padding: 1rem 0; }
        details { color: var(--soft); margin-top: 1rem; font-size: .9rem; }
        """;
}
