package io.kaspar.reader.fetch.moved;

/** What users implement. */
public interface Greeter {
    Greeting greet(String name);
}
