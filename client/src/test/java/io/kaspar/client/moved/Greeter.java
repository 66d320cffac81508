package io.kaspar.client.moved;

/** What users implement. */
public interface Greeter {
    Greeting greet(String name);
}
