package io.kaspar.shell;

/** What is said of a statement while it runs. */
interface Progress {
    /** A statement begins. */
    void begin();

    /** The statement is a stream, whose jobs Spark names by its run. Said of it is how it goes from then on. */
    void follow(StreamProgress stream, String jobGroup);

    /** Rows come to where things are said. A statement has ended then; a stream goes on, and {@link #resume} says so. */
    void makeRoom();

    /** The rows that a stream has so far are written. */
    void resume();

    /** Nothing more is said of it, and nothing is left of what was said. May be called from any thread, and again. */
    void end();

    /** Says nothing. */
    static Progress none() {
        return new Progress() {
            @Override
            public void begin() {}

            @Override
            public void follow(StreamProgress stream, String jobGroup) {}

            @Override
            public void makeRoom() {}

            @Override
            public void resume() {}

            @Override
            public void end() {}
        };
    }
}
