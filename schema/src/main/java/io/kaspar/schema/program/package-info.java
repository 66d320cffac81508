/**
 * What decoders of any format are made of: instructions that a format compiles a schema to, run one by one or as a
 * generated class.
 *
 * <p>May import {@code schema.format}, Janino and slf4j. Knows no format: how bytes are numbers, fields and blocks is said by
 * the formats, which bring their own {@link io.kaspar.schema.program.Step}s.
 *
 * <pre>
 *   schema, projection ── the format's compiler ──► Step ──► ProgramDecoder
 *                                                    │         first payloads, single ones, bad ones: Step.run
 *                                                    │         many at once:                         GeneratedDecoder
 *                                                    └ Step.source ──► DecoderSource ──► DecoderClasses ──► JaninoCompiler
 * </pre>
 *
 * <table>
 * <caption>What a format brings, and what it finds here</caption>
 * <tr><th>for</th><th>the format's</th><th>from here</th></tr>
 * <tr><td>one value</td><td>a {@code Step} for each of its types</td><td>{@code BoundChildren}, {@code Slots}</td></tr>
 * <tr><td>a value nobody asked for</td><td>{@code Skip}</td><td>a method for each, made once</td></tr>
 * <tr><td>reading bytes</td><td>what the bits mean: zig-zag, tags, tokens</td><td>{@code PayloadCursor}: raw varints, little-endian
 * numbers, slices, depth, what a payload may ask for without bytes of its own</td></tr>
 * <tr><td>the same in generated code</td><td>statements, {@code Step.source}</td><td>{@code NumberSource},
 * {@code DecoderSource}: names, constants, methods of a length that the JVM compiles</td></tr>
 * <tr><td>what is rare or hard</td><td>{@code run} alone; or {@code FAIL;} in a statement, and {@code run} decides</td>
 * <td>a call of the step; the way back to it</td></tr>
 * </table>
 *
 * <p>Generated classes are hidden classes of this package. What their statements name of a format has to be public.
 */
@NullMarked
package io.kaspar.schema.program;

import org.jspecify.annotations.NullMarked;
