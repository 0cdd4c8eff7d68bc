namespace Telemetry.Alerting.Inbox;

/// <summary>The style sheet of the inbox.</summary>
internal static class InboxStyle
{
    /// <summary>Follows the reader's light or dark setting; no fonts or files from elsewhere.</summary>
    public const string Css = """
        :root { color-scheme: light dark; --page: #f5f6f8; --card: #fff; --text: #1c2430; --soft: #5b6675; --line: #e2e6eb;
          --critical: #c62828; --warning: #b26a00; --resolved: #2e7d32; --bar: #3d6fd6; }
        @media (prefers-color-scheme: dark) { :root { --page: #12161c; --card: #1b212a; --text: #e6eaf0; --soft: #98a3b3; --line: #2c3440;
          --critical: #ff6b6b; --warning: #f2b44b; --resolved: #6fcf79; --bar: #7aa5ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
        header { display: flex; align-items: baseline; justify-content: space-between; flex-wrap: wrap; gap: 0 1rem; }
        h1 { font-size: 1.35rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
        header p, .calm { color: var(--soft); margin: 0 0 .5rem; }
        a { color: inherit; }
        article { background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--tone); border-radius: 8px;
          padding: 1rem 1.25rem; margin: 0 0 1rem; }
        .critical { --tone: var(--critical); } .warning { --tone: var(--warning); } .resolved { --tone: var(--resolved); }
        .state { display: flex; flex-wrap: wrap; gap: .25rem .75rem; color: var(--soft); font-size: .85rem; }
        .state b { color: var(--tone); letter-spacing: .04em; text-transform: uppercase; }
        h2 { font-size: 1.1rem; line-height: 1.35; margin: .3rem 0 .75rem; overflow-wrap: anywhere; }
        h2 a { text-decoration: none; } h2 a:hover { text-decoration: underline; }
        h3 { font-size: .8rem; color: var(--soft); text-transform: uppercase; letter-spacing: .05em; margin: 1.1rem 0 .3rem; }
        p { margin: 0; overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .root { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr 3.5rem; gap: .25rem .75rem; align-items: center; }
        .root span:nth-child(3n) { text-align: right; font-variant-numeric: tabular-nums; }
        meter { width: 100%; height: .6rem; border: 0; border-radius: .3rem; background: var(--line); }
        meter::-webkit-meter-bar { background: var(--line); border: 0; border-radius: .3rem; height: .6rem; }
        meter::-webkit-meter-optimum-value { background: var(--bar); border-radius: .3rem; }
        meter::-moz-meter-bar { background: var(--bar); border-radius: .3rem; }
        .wide { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { color: var(--soft); font-weight: 500; } .number { text-align: right; } tr:last-child td { border-bottom: 0; }
        td.up { color: var(--critical); font-weight: 600; padding-right: 1.5rem; }
        code { overflow-wrap: anywhere; font: .9em ui-monospace, monospace; background: var(--page); border-radius: 4px; padding: .1em .35em; }
        ol { list-style: none; margin: 0; padding: 0; } ol li span { overflow-wrap: anywhere; } ol li { display: grid; grid-template-columns: 5.5rem 6rem 1fr; gap: .75rem; padding: .15rem 0; }
        ul { margin: 0; padding-left: 1.2rem; overflow-wrap: anywhere; } ul li { display: list-item; }
        figure { margin: .5rem 0 1rem; overflow-x: auto; } figcaption { font-size: .9rem; }
        svg { width: 100%; min-width: 20rem; height: auto; font: 11px system-ui, sans-serif; } svg text { fill: var(--soft); }
        .band { fill: var(--resolved); opacity: .22; } .course { fill: none; stroke: var(--bar); stroke-width: 1.8; stroke-linejoin: round; }
        .onset { stroke: var(--critical); stroke-dasharray: 4 3; }
        article > h3:first-child { margin-top: 0; }
        .calmly { --tone: var(--line); } form { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .5rem; }
        input, button { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .7rem; }
        input::placeholder { color: var(--soft); opacity: 1; } .buttons { display: flex; flex-wrap: wrap; gap: .5rem; flex: 1 0 100%; } .pair { display: flex; gap: .25rem; }
        input { flex: 1 1 10rem; min-width: 0; } button { cursor: pointer; }
        select { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .7rem; }
        .untold { --tone: var(--soft); } .alarm, .state .alarm { color: var(--critical); font-weight: 600; }
        .tabs { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; border-bottom: 1px solid var(--line); margin: 0 0 .75rem; }
        .tabs a { text-decoration: none; color: var(--soft); padding: .35rem 0; border-bottom: 2px solid transparent; } .tabs a:hover { color: var(--text); }
        .tabs a.here { color: var(--text); border-color: var(--bar); } .tabs a.alarm { color: var(--critical); } .tabs b { font-weight: 600; font-variant-numeric: tabular-nums; }
        .search { margin: 0 0 1rem; } .search input { background: var(--card); }
        .list { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: var(--card); }
        .row { display: block; padding: .6rem 1rem; border-left: 5px solid var(--tone); text-decoration: none; } .row + .row { border-top: 1px solid var(--line); }
        .row:hover { background: var(--page); } .row strong { display: block; font-weight: 500; overflow-wrap: anywhere; } .row .state { display: flex; }
        .paging { display: flex; gap: 1rem; justify-content: flex-end; color: var(--soft); margin-top: .75rem; }
        .message { border-left: 3px solid var(--tone); padding: .1rem 0 .1rem .75rem; margin: .5rem 0; } .hint { color: var(--soft); font-size: .85rem; margin: .4rem 0 .6rem; }
        .prose p { margin: 0 0 .6rem; max-width: 46rem; } .prose li { margin: 0 0 .3rem; } .prose { max-width: 50rem; }
        ol.steps { list-style: decimal; padding-left: 1.4rem; } ol.steps li { display: list-item; }
        @media (max-width: 36rem) { ol li { grid-template-columns: max-content 1fr; } ol li span { grid-column: 1 / -1; } dl { grid-template-columns: 1fr; }
          dd { margin-bottom: .4rem; } }
        li time { color: var(--soft); font-variant-numeric: tabular-nums; } li b { font-weight: 600; }
        """;
}
