using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Synthesis.Selectors;

/// <summary>Divides the workloads of one namespace into groups that labels can tell apart, the smallest possible.</summary>
internal sealed class PoolGrouping
{
    private readonly LabelPool _pool;
    private readonly SelectorSearch _search;
    private readonly Dictionary<End, End> _parent = [];

    /// <summary>Prepares the grouping of <paramref name="ends"/>, which have labels and are given in a stable order.</summary>
    public PoolGrouping(IReadOnlyList<End> ends)
    {
        _pool = new LabelPool(ends);
        _search = new SelectorSearch(_pool);
        foreach (End end in ends)
        {
            _parent[end] = end;
        }

        for (int row = 0; row < _pool.RowCount; row++)
        {
            UniteOwners(_pool.Owners(row)[0], row);
        }
    }

    /// <summary>The groups, each with its workloads and its selectors (none when nothing selects it).</summary>
    public IReadOnlyList<(IReadOnlyList<End> Workloads, IReadOnlyList<LabelSelector> Selectors)> Groups()
    {
        var settled = new Dictionary<End, IReadOnlyList<LabelSelector>>();
        for (bool again = true; again;)
        {
            again = false;
            foreach ((End root, List<int> rows) in RowsByRoot())
            {
                if (settled.ContainsKey(root))
                {
                    continue;
                }

                IReadOnlyList<LabelSelector> selectors = _search.Find(rows, out IReadOnlyList<int> inseparable);
                if (selectors.Count == 0 && CanShare(rows, inseparable))
                {
                    settled.Remove(root);
                    foreach (int row in inseparable)
                    {
                        settled.Remove(Root(_pool.Owners(row)[0]));
                        UniteOwners(root, row);
                    }

                    settled.Remove(Root(root));
                    again = true;
                    break;
                }

                settled[root] = selectors;
            }
        }

        return [.. _parent.Keys.GroupBy(Root).Select(group => ((IReadOnlyList<End>)[.. group.Order(End.Order)], settled[group.Key]))];
    }

    // Pods without any usable label share with nobody: a selector for them and others would have to be empty.
    private bool CanShare(List<int> rows, IReadOnlyList<int> inseparable) =>
        inseparable.Count > 0 && rows.TrueForAll(row => _pool.Row(row).Length > 0);

    private List<(End Root, List<int> Rows)> RowsByRoot()
    {
        var rows = new Dictionary<End, List<int>>();
        var order = new List<(End, List<int>)>();
        for (int row = 0; row < _pool.RowCount; row++)
        {
            End root = Root(_pool.Owners(row)[0]);
            if (!rows.TryGetValue(root, out List<int>? list))
            {
                rows[root] = list = [];
                order.Add((root, list));
            }

            list.Add(row);
        }

        return order;
    }

    private void UniteOwners(End with, int row)
    {
        foreach (End owner in _pool.Owners(row))
        {
            End left = Root(with), right = Root(owner);
            if (left != right)
            {
                bool leftFirst = End.Order.Compare(left, right) < 0;
                _parent[leftFirst ? right : left] = leftFirst ? left : right;
            }
        }
    }

    private End Root(End end)
    {
        End root = end;
        while (_parent[root] != root)
        {
            root = _parent[root];
        }

        while (_parent[end] != root)
        {
            (end, _parent[end]) = (_parent[end], root);
        }

        return root;
    }
}
