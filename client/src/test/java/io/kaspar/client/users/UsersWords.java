package io.kaspar.client.users;

final class UsersWords {
    static final String GREETING = "Good day, ";

    private UsersWords() {}

    static String end() {
        return "!";
    }
}
