using Telemetry.Contracts.Metrics;
using Telemetry.Contracts.Tests.Wire;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.Metrics;

/// <summary>Records that are plain OTLP but not shaped as ours: built here field by field from the published numbers.</summary>
public sealed class ForeignRecordTests
{
    private readonly ProtoWriter _writer = new();

    [Fact]
    public void Record_FieldsBackToFront_ReadsTheSame()
    {
        Message(1, resourceMetrics =>
        {
            Message(2, scope => Message(2, metric =>
            {
                Message(7, sum =>
                {
                    Message(1, point =>
                    {
                        _writer.WriteVarint(8, 0);
                        Attribute(7, "verb", "GET");
                        _writer.WriteFixed64(6, unchecked((ulong)-3L));
                        _writer.WriteFixed64(3, 2_000_000_000);
                        _writer.WriteFixed64(2, 1_000_000_000);
                    });
                    _writer.WriteBool(3, true);
                    _writer.WriteVarint(2, 2);
                });
                _writer.WriteText(3, "s");
                _writer.WriteText(1, "total");
            }));
            Message(1, resource => Attribute(1, "service.name", "etcd"));
        });

        Assert.Equal(
            ["resource {service.name=etcd}", "metric total Sum Cumulative True 's'", "number {verb=GET} -3 at 2000 since 1000"],
            RecordText.Of(_writer.Written.Span));
    }

    [Fact]
    public void Histogram_ListsNotPacked_ReadsTheSame()
    {
        Histogram(point =>
        {
            _writer.WriteFixed64(4, 6);
            foreach (var count in new ulong[] { 1, 2, 3 }) _writer.WriteFixed64(6, count);
            foreach (var bound in new[] { 0.5, 1.5 }) _writer.WriteDouble(7, bound);
        });
        Assert.Equal("histogram {} 6 NaN [0.5 1.5] [1 2 3] at 0 since 0", RecordText.Of(_writer.Written.Span)[^1]);
    }

    [Fact]
    public void Histogram_ListsInSeveralRuns_ReadsThemAsOne()
    {
        Histogram(point =>
        {
            _writer.WriteFixed64List(6, [1, 2]);
            _writer.WriteDouble(7, 0.5);
            _writer.WriteFixed64(6, 3);
            _writer.WriteFixed64List(7, [BitConverter.DoubleToUInt64Bits(1.5)]);
            _writer.WriteFixed64(4, 6);
        });
        Assert.Equal("histogram {} 6 NaN [0.5 1.5] [1 2 3] at 0 since 0", RecordText.Of(_writer.Written.Span)[^1]);
    }

    [Fact]
    public void Attributes_Scattered_AreTheSameBytesAsTogether()
    {
        Histogram(
            point => { Attribute(9, "a", "1"); Attribute(9, "b", "2"); Attribute(9, "c", "3"); },
            point =>
            {
                Attribute(9, "a", "1");
                _writer.WriteFixed64(4, 0);
                Attribute(9, "b", "2");
                _writer.WriteFixed64(3, 0);
                Attribute(9, "c", "3");
            });
        Assert.All(RecordText.Of(_writer.Written.Span)[^2..], line => Assert.Equal("histogram {a=1,b=2,c=3} 0 NaN [] [] at 0 since 0", line));

        var (bytes, hashes) = Identities();
        Assert.Equal(bytes[0], bytes[1]);
        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public void Attributes_OfOtherTypes_HaveText()
    {
        Histogram(point =>
        {
            Message(9, attribute => { _writer.WriteText(1, "int"); Message(2, value => _writer.WriteInt64(3, -7)); });
            Message(9, attribute => { _writer.WriteText(1, "bool"); Message(2, value => _writer.WriteBool(2, true)); });
            Message(9, attribute => { _writer.WriteText(1, "double"); Message(2, value => _writer.WriteDouble(4, 0.5)); });
            Message(9, attribute => { _writer.WriteText(1, "list"); Message(2, value => Message(5, list => { })); });
            Message(9, attribute => _writer.WriteText(1, "none"));
        });
        Assert.Equal("histogram {int=-7,bool=true,double=0.5,list=,none=} 0 NaN [] [] at 0 since 0", RecordText.Of(_writer.Written.Span)[^1]);
    }

    [Fact]
    public void Histogram_BucketsThatDoNotFitBounds_IsPassedOverAndCounted()
    {
        Histogram(
            point => { _writer.WriteFixed64List(6, [1, 2]); _writer.WriteFixed64List(7, [0, 1]); },
            point => _writer.WriteFixed64(4, 9));
        Assert.Equal(["histogram {} 9 NaN [] [] at 0 since 0", "skipped 1"], RecordText.Of(_writer.Written.Span)[^2..]);
    }

    [Fact]
    public void ExponentialHistogram_ListsNotPacked_ReadsAsIfTheyWere()
    {
        Message(1, resourceMetrics => Message(2, scope => Message(2, metric =>
        {
            _writer.WriteText(1, "m");
            Message(10, data => Message(1, point =>
            {
                _writer.WriteVarint(6, 5); // zigzag of -3
                Message(8, buckets =>
                {
                    _writer.WriteVarint(2, 300);
                    _writer.WriteVarint(1, 4); // zigzag of 2
                    _writer.WriteVarint(2, 7);
                });
            }));
        })));
        Assert.Equal("exponential {} 0 NaN scale -3 zeros 0 within 0 2:[300 7] and 0:[] at 0 since 0", RecordText.Of(_writer.Written.Span)[^1]);
    }

    [Fact]
    public void ExponentialHistogram_ScaleThatOtlpLacks_IsPassedOverAndCounted()
    {
        Message(1, resourceMetrics => Message(2, scope => Message(2, metric =>
        {
            _writer.WriteText(1, "m");
            Message(10, data => Message(1, point => _writer.WriteVarint(6, 42)));
        })));
        Assert.Equal("skipped 1", RecordText.Of(_writer.Written.Span)[^1]);
    }

    [Theory]
    [InlineData(11, "Summary Unspecified False")]
    [InlineData(99, "Unknown Unspecified False")]
    public void Metric_OfAKindThatIsNotRead_IsNamedWithoutPoints(int field, string expected)
    {
        Message(1, resourceMetrics => Message(2, scope =>
        {
            Message(2, metric =>
            {
                _writer.WriteText(1, "m");
                Message(field, data => { Message(1, point => _writer.WriteFixed64(3, 1)); _writer.WriteVarint(2, 1); });
            });
            Message(2, metric => _writer.WriteText(1, "empty"));
        }));
        Assert.Equal(["resource {}", $"metric m {expected} ''", "metric empty Unknown Unspecified False ''"], RecordText.Of(_writer.Written.Span));
    }

    [Fact]
    public void Record_OfSeveralResourcesAndScopes_IsWalkedWhole()
    {
        for (var i = 0; i < 2; i++)
        {
            Message(1, resourceMetrics =>
            {
                for (var scopes = 0; scopes < 2; scopes++)
                    Message(2, scope => Message(2, metric => { _writer.WriteText(1, "m"); Message(5, gauge => Message(1, point => _writer.WriteDouble(4, 1))); }));
            });
        }

        var lines = RecordText.Of(_writer.Written.Span);
        Assert.Equal(2, lines.Count(line => line == "resource {}"));
        Assert.Equal(4, lines.Count(line => line == "number {} 1 at 0 since 0"));
    }

    [Fact]
    public void Record_WithUnknownFields_ReadsAsWithout()
    {
        Histogram(point => _writer.WriteFixed64(4, 9));
        var plain = _writer.Written.ToArray();
        Assert.Equal(RecordText.Of(plain), RecordText.Of(Mutations.WithUnknownFields(plain)));
    }

    private (List<byte[]> Bytes, List<ulong> Hashes) Identities()
    {
        var (bytes, hashes) = (new List<byte[]>(), new List<ulong>());
        var reader = new MetricsRecordReader(_writer.Written.Span);
        while (reader.Read())
        {
            if (reader.Token != MetricsToken.Histogram) continue;
            bytes.Add(reader.Histogram.Attributes.Bytes.ToArray());
            hashes.Add(reader.Histogram.Attributes.Hash());
        }

        return (bytes, hashes);
    }

    private void Histogram(params Action<ProtoWriter>[] points) => Message(1, resourceMetrics => Message(2, scope => Message(2, metric =>
    {
        _writer.WriteText(1, "h");
        Message(9, histogram =>
        {
            foreach (var point in points) Message(1, point);
            _writer.WriteVarint(2, 2);
        });
    })));

    private void Attribute(int field, string key, string value) => Message(field, attribute =>
    {
        _writer.WriteText(1, key);
        Message(2, any => _writer.WriteText(1, value));
    });

    private void Message(int field, Action<ProtoWriter> content)
    {
        var begin = _writer.BeginMessage(field);
        content(_writer);
        _writer.EndMessage(begin);
    }
}
