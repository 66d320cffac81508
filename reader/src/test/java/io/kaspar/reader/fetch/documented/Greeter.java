package io.kaspar.reader.fetch.documented;

/** What users implement. */
public interface Greeter {
    Greeting greet(String name);
}
