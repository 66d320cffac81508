/**
 * How a payload names its schema: prefix and header framing.
 *
 * <p>May import the JDK only. All numbers are big-endian; varints are zig-zag encoded as in Kafka's own protocol.
 *
 * <table>
 * <caption>Prefix framing: the payload's first bytes</caption>
 * <tr><th>field</th><th>position</th><th>type</th><th>notes</th></tr>
 * <tr><td>magic</td><td>0</td><td>int8</td><td>0: an id follows, 1: a GUID follows</td></tr>
 * <tr><td>schema id</td><td>1</td><td>int32</td><td>magic 0 only; unique in one registry and context, never negative</td></tr>
 * <tr><td>schema GUID</td><td>1</td><td>16 bytes</td><td>magic 1 only; most significant byte first</td></tr>
 * <tr><td>message indexes</td><td>5 or 17</td><td>varints</td><td>Protobuf only, see below</td></tr>
 * <tr><td>encoded value</td><td>what remains</td><td>bytes</td><td>Avro binary, Protobuf, or JSON text</td></tr>
 * </table>
 *
 * <table>
 * <caption>Header framing: the value of the record header {@code __key_schema_id} or {@code __value_schema_id}</caption>
 * <tr><th>field</th><th>position</th><th>type</th><th>notes</th></tr>
 * <tr><td>magic</td><td>0</td><td>int8</td><td>as above; serializers write 1</td></tr>
 * <tr><td>schema id or GUID</td><td>1</td><td>int32 or 16 bytes</td><td>as above</td></tr>
 * <tr><td>message indexes</td><td>5 or 17</td><td>varints</td><td>Protobuf only; the header ends after them</td></tr>
 * </table>
 *
 * <p>The last header of that name counts, and then the payload is the encoded value and nothing else: its first byte may
 * well be 0. Without such a header those of Apicurio count, and without those the prefix.
 *
 * <table>
 * <caption>Headers of Apicurio's serializers; those of keys have {@code key} for {@code value}, the last one ends with {@code .key}</caption>
 * <tr><th>header</th><th>value</th><th>notes</th></tr>
 * <tr><td>{@code apicurio.value.contentId}</td><td>int64</td><td>1 or more; counts before the next one</td></tr>
 * <tr><td>{@code apicurio.value.globalId}</td><td>int64</td><td>1 or more</td></tr>
 * <tr><td>{@code apicurio.value.artifactId}</td><td>text</td><td>with {@code groupId} and {@code version}, where there is no id; not read</td></tr>
 * <tr><td>{@code apicurio.value.encoding}</td><td>text</td><td>Avro only: {@code BINARY}, or {@code JSON}, which is not read</td></tr>
 * <tr><td>{@code apicurio.protobuf.type}</td><td>text</td><td>Protobuf only: the simple name of a message on top of the file</td></tr>
 * </table>
 *
 * <table>
 * <caption>Prefix of Apicurio's serializers</caption>
 * <tr><th>field</th><th>position</th><th>type</th><th>notes</th></tr>
 * <tr><td>magic</td><td>0</td><td>int8</td><td>0</td></tr>
 * <tr><td>id</td><td>1</td><td>int64 or int32</td><td>1 or more, so that a first half of 0 tells an int64; of which kind, a setting of the serializer tells, and nothing else</td></tr>
 * <tr><td>reference</td><td>9 or 5</td><td>length (varint), {@code 0x0A}, length (varint), text</td><td>Protobuf only: the simple name of the message. Version 2 writes it
 *     without headers, version 3 with headers, too</td></tr>
 * </table>
 *
 * <table>
 * <caption>Protobuf message indexes: the way from the file to the message type</caption>
 * <tr><th>field</th><th>type</th><th>notes</th></tr>
 * <tr><td>count</td><td>varint</td><td>0 is short for one index 0, the file's first message</td></tr>
 * <tr><td>index</td><td>varint, count times</td><td>place among the file's messages, then among the nested ones</td></tr>
 * </table>
 *
 * <table>
 * <caption>Frames of others, which are passed over where options give the schema ({@link io.kaspar.schema.wire.PayloadFrame})</caption>
 * <tr><th>whose</th><th>fields</th></tr>
 * <tr><td>Apicurio</td><td>as above</td></tr>
 * <tr><td>AWS Glue</td><td>magic 3 (int8), compression (int8: 0 none, 5 zlib), id of the schema's version (16 bytes)</td></tr>
 * <tr><td>Connect's {@code JsonConverter}</td><td>JSON around the payload: {@code {"schema": …, "payload": …}}</td></tr>
 * <tr><td>Maxwell, Oracle GoldenGate</td><td>JSON around rows that changed: see {@code schema.json.ChangeDialect}</td></tr>
 * </table>
 *
 * <table>
 * <caption>What stands behind keys of windows ({@link io.kaspar.schema.wire.WindowKind}); times are milliseconds since 1970</caption>
 * <tr><th>kind</th><th>fields</th></tr>
 * <tr><td>time</td><td>key, start (int64)</td></tr>
 * <tr><td>session</td><td>key, end (int64), start (int64); the end is the time of the session's last record</td></tr>
 * <tr><td>store</td><td>key, start (int64), sequence number (int32)</td></tr>
 * </table>
 *
 * <p>Source: {@code WindowKeySchema} and {@code SessionKeySchema} of Kafka Streams; {@code OptimisticFallbackIdHandler}, {@code DefaultHeadersHandler}, {@code KafkaDeserializer} and {@code ProtobufDeserializer} of Apicurio's serdes, {@code AWSSchemaRegistryConstants} of AWS Glue's serde; {@code JsonConverter} of Kafka Connect; {@code SchemaId} and {@code DualSchemaIdDeserializer} of Confluent's schema-serializer.
 */
@NullMarked
package io.kaspar.schema.wire;

import org.jspecify.annotations.NullMarked;
