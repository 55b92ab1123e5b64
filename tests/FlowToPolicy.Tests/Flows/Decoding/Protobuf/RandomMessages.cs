using FlowToPolicy.Hubble.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace FlowToPolicy.Tests.Flows.Decoding.Protobuf;

/// <summary>Messages with random contents: every field, in every combination. The same seed gives the same messages.</summary>
internal sealed class RandomMessages(int seed)
{
    private static readonly string[] Texts =
    [
        "", "shop", "web-6c9f7d5b8-k2x4q", "k8s:app=web", "reserved:world", "k8s:io.kubernetes.pod.namespace=shop", "fqdn:*.example.com",
        "API.Example.COM.", "ünï", "10.0.1.10", "203.0.113.10", "2001:db8::1", "::ffff:10.0.0.1", "fe80::1%eth0", "300.1.1.1", ".",
        "00000000-0000-4000-8000-000000000001", "not-a-uuid", "worker-1", "east/worker-1", "a\nb", "v1.19.1+gd0d0c879",
    ];

    private readonly Random _random = new(seed);

    public GetFlowsResponse Next()
    {
        var response = new GetFlowsResponse();
        Fill(response, 0.6);
        response.Flow ??= new FlowToPolicy.Hubble.Api.Flow();
        Fill(response.Flow, 0.5);
        return response;
    }

    /// <summary>Changes, drops or adds some bytes.</summary>
    public byte[] Damage(byte[] bytes)
    {
        List<byte> damaged = [.. bytes];
        for (int i = _random.Next(1, 4); i > 0 && damaged.Count > 0; i--)
        {
            int at = _random.Next(damaged.Count);
            switch (_random.Next(4))
            {
                case 0:
                    damaged[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    damaged.RemoveAt(at);
                    break;
                case 2:
                    damaged.Insert(at, (byte)_random.Next(256));
                    break;
                default:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
            }
        }

        return [.. damaged];
    }

    private void Fill(IMessage message, double density)
    {
        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (_random.NextDouble() > density)
            {
                continue;
            }

            if (field.IsRepeated)
            {
                var list = (System.Collections.IList)field.Accessor.GetValue(message);
                for (int i = _random.Next(4); i > 0; i--)
                {
                    list.Add(Value(field, density));
                }
            }
            else
            {
                field.Accessor.SetValue(message, Value(field, density));
            }
        }
    }

    private object Value(FieldDescriptor field, double density)
    {
        switch (field.FieldType)
        {
            case FieldType.Message when field.MessageType.FullName == "google.protobuf.BoolValue":
                return _random.Next(2) == 0;
            case FieldType.Message when field.MessageType.FullName == "google.protobuf.Int32Value":
                return _random.Next();
            case FieldType.Message:
                IMessage inner = field.MessageType.Parser.ParseFrom([]);
                Fill(inner, density);
                return inner;
            case FieldType.String:
                return Texts[_random.Next(Texts.Length)];
            case FieldType.Bytes:
                return ByteString.CopyFromUtf8(Texts[_random.Next(Texts.Length)]);
            case FieldType.Bool:
                return _random.Next(2) == 0;
            case FieldType.Enum:
                return Enum.ToObject(field.EnumType.ClrType, _random.Next(10) == 0 ? _random.Next(-3, 400) : _random.Next(0, 9));
            case FieldType.UInt64:
                return (ulong)_random.NextInt64();
            case FieldType.Int64:
                return _random.Next(8) == 0 ? _random.NextInt64(-100_000_000_000, 400_000_000_000) : _random.NextInt64(0, 2_000_000_000);
            case FieldType.Int32:
                return _random.Next(4) == 0 ? _random.Next() : _random.Next(0, 200);
            default:
                return (uint)(_random.Next(20) == 0 ? _random.NextInt64(uint.MaxValue) : _random.Next(0, 255));
        }
    }
}
