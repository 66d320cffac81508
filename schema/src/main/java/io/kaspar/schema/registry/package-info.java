/**
 * Clients of a Schema Registry: Confluent's REST API, or a folder of schema files.
 *
 * <p>May import {@code schema.format} for the texts it hands out, {@code schema.wire} for the kinds of ids that records hold, {@code schema.lease}, {@code schema.cancel}, Jackson and slf4j.
 *
 * <table>
 * <caption>What is asked of the REST API</caption>
 * <tr><th>request</th><th>kept</th></tr>
 * <tr><td>GET subjects</td><td>for the time limit</td></tr>
 * <tr><td>GET subjects/{subject}/versions</td><td>for the time limit</td></tr>
 * <tr><td>GET subjects/{subject}/versions/latest</td><td>for the time limit</td></tr>
 * <tr><td>GET subjects/{subject}/versions/{version}?deleted=true</td><td>for ever</td></tr>
 * <tr><td>GET schemas/ids/{id}</td><td>for ever</td></tr>
 * <tr><td>GET schemas/guids/{guid}</td><td>for ever</td></tr>
 * <tr><td>GET schemas/ids/{id}/versions?deleted=true</td><td>not at all; for messages, and for what was just registered</td></tr>
 * <tr><td>GET subjects/{subject}/versions/{version}</td><td>not at all; for the GUID of what is written</td></tr>
 * <tr><td>Apicurio's own ({@code /apis/registry/v3}, else {@code v2}): GET ids/globalIds/{id} or ids/contentIds/{id}, …/references, and
 *     groups/{group}/artifacts/{artifact}/versions/{version} of those</td><td>for ever, all together</td></tr>
 * <tr><td>of the same: GET groups/default/artifacts/{subject}/versions/{version}, in {@code v2} with …/meta</td><td>not at all; for the ids of what is written</td></tr>
 * </table>
 *
 * <p>That there is no such thing is kept for a shorter time limit. What is kept is bounded in bytes; what was used last stays.
 *
 * <table>
 * <caption>Names of the files of a folder that serves as a registry; each file holds one Avro schema with all it refers to</caption>
 * <tr><th>file</th><th>subject</th><th>version</th><th>id</th></tr>
 * <tr><td>{@code orders-value.v2.id7.avsc}</td><td>orders-value</td><td>2</td><td>7</td></tr>
 * <tr><td>{@code orders-value.v2.avsc}</td><td>orders-value</td><td>2</td><td>from the text</td></tr>
 * <tr><td>{@code orders-value.avsc}</td><td>orders-value</td><td>1</td><td>from the text</td></tr>
 * <tr><td>{@code orders.avsc}</td><td>orders, and orders-value unless files of that name exist</td><td>1</td><td>from the text</td></tr>
 * </table>
 *
 * <p>An id "from the text" is the CRC-32 of the schema's JSON without white space, its highest bit cleared: the same text
 * has the same id everywhere, whatever other files there are. A subject with characters that no file name can hold is
 * URL-encoded.
 */
@NullMarked
package io.kaspar.schema.registry;

import org.jspecify.annotations.NullMarked;
