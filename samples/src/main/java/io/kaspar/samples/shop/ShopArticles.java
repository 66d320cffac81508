package io.kaspar.samples.shop;

import java.util.List;

/** What the shop sells, and where to. */
final class ShopArticles {
    /** An article and its price in hundredths. */
    record Article(String name, int cents) {}

    /** A place the shop delivers to, and its currency. */
    record Place(String country, String city, String currency, String postcodePrefix) {}

    static final List<Article> ARTICLES = List.of(
            new Article("coffee beans", 1290),
            new Article("tea pot", 3450),
            new Article("espresso cup", 890),
            new Article("grinder", 12900),
            new Article("milk jug", 1990),
            new Article("filter paper", 450),
            new Article("kettle", 5990),
            new Article("scale", 4200),
            new Article("green tea", 1150),
            new Article("cocoa", 990),
            new Article("biscuits", 375),
            new Article("espresso machine", 64900));

    static final List<Place> PLACES = List.of(
            new Place("DE", "Berlin", "EUR", "10"),
            new Place("DE", "München", "EUR", "80"),
            new Place("FR", "Paris", "EUR", "75"),
            new Place("ES", "Málaga", "EUR", "29"),
            new Place("GB", "London", "GBP", "EC"),
            new Place("US", "Portland", "USD", "97"),
            new Place("CH", "Zürich", "CHF", "80"),
            new Place("PL", "Łódź", "PLN", "90"),
            new Place("JP", "東京", "JPY", "10"));

    /** Customers are numbered from 1 to this. */
    static final int CUSTOMER_COUNT = 10_000;

    /** 2026-01-01T00:00:00Z: nothing in the samples is older. */
    static final long FIRST_DAY_MS = 1_767_225_600_000L;

    private ShopArticles() {}
}
