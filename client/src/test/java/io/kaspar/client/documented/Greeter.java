package io.kaspar.client.documented;

/** What users implement. */
public interface Greeter {
    Greeting greet(String name);
}
