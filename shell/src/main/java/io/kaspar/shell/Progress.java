package io.kaspar.shell;

/** What is said of a statement while it runs. */
interface Progress {
    /** A statement begins. */
    void begin();

    /** Nothing more is said of it, and nothing is left of what was said. May be called from any thread, and again. */
    void end();

    /** Says nothing. */
    static Progress none() {
        return new Progress() {
            @Override
            public void begin() {}

            @Override
            public void end() {}
        };
    }
}
