package io.kaspar.schema.registry;

/** Contexts: a subject {@code :.name:subject} lies in context {@code name}, a plain one in the registry's default. */
final class RegistryContext {
    static final String DEFAULT = "";

    private static final String START = ":.";

    private RegistryContext() {}

    /** The part of a subject that names its context, such as {@code :.name:}. */
    static String of(String subject) {
        int end = subject.startsWith(START) ? subject.indexOf(':', START.length()) : -1;
        String context = subject.substring(0, end + 1);
        return ":.:".equals(context) ? DEFAULT : context;
    }

    /** A subject as something in {@code context} means it when it says {@code subject}. */
    static String qualify(String subject, String context) {
        return subject.startsWith(START) ? subject : context + subject;
    }
}
