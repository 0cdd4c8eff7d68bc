namespace Telemetry.Catalog;

/// <summary>Finds a circle among dependencies: in one every part would explain every other, and none would be the root.</summary>
internal static class DependencyCircle
{
    /// <summary>The first circle in the order given, as <c>a → b → a</c>; null if there is none.</summary>
    /// <param name="dependencies">For each component its dependencies; one that is only depended upon need not have an entry.</param>
    public static string? Find(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> dependencies)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<(string Component, IEnumerator<string> Next)>();
        foreach (var start in dependencies.Keys)
        {
            Enter(start);
            while (path.Count > 0)
            {
                var (component, next) = path[^1];
                if (!next.MoveNext())
                {
                    done.Add(component);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                var from = path.FindIndex(step => step.Component == next.Current);
                if (from >= 0) return string.Join(" → ", path.Skip(from).Select(step => step.Component).Append(next.Current));
                Enter(next.Current);
            }
        }

        return null;

        // An explicit path instead of recursion: a file may hold a chain of any length.
        void Enter(string component)
        {
            if (!done.Contains(component)) path.Add((component, (dependencies.TryGetValue(component, out var on) ? on.Keys : []).GetEnumerator()));
        }
    }
}
