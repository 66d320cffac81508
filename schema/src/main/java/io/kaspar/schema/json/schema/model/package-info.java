/**
 * Documents of JSON Schema, parsed, and what their references lead to.
 *
 * <p>May import {@code schema.format} and Jackson.
 *
 * <p>Sources: the specifications of JSON Schema from draft 04 to 2020-12 (core), RFC 6901 (JSON Pointer), RFC 3986 (URIs).
 *
 * <table>
 * <caption>What the drafts read in different ways</caption>
 * <tr><th></th><th>04</th><th>06, 07</th><th>2019-09</th><th>2020-12</th></tr>
 * <tr><td>{@code $schema}</td><td>{@code draft-04}, or no version</td><td>{@code draft-06}, {@code draft-07}, none, unknown</td>
 * <td>{@code draft/2019-09}</td><td>{@code draft/2020-12}</td></tr>
 * <tr><td>name of a document or a part</td><td>{@code id}</td><td>{@code $id}</td><td>{@code $id}</td><td>{@code $id}</td></tr>
 * <tr><td>name inside of a document</td><td>{@code id: "#x"}</td><td>{@code $id: "#x"}</td><td>{@code $anchor}</td>
 * <td>{@code $anchor}, {@code $dynamicAnchor}</td></tr>
 * <tr><td>beside {@code $ref}</td><td>ignored</td><td>ignored</td><td>counts</td><td>counts</td></tr>
 * <tr><td>other references</td><td></td><td></td><td>{@code $recursiveRef}</td><td>{@code $dynamicRef}</td></tr>
 * </table>
 *
 * <p>A dynamic reference is taken as a plain one. Nothing is ever fetched: what a reference names has to be in the schema
 * itself, or among the registry's references under the name that the schema uses or under its absolute URI.
 */
@NullMarked
package io.kaspar.schema.json.schema.model;

import org.jspecify.annotations.NullMarked;
