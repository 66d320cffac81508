package io.kaspar.bench.limit;

/** The tags of Protobuf orders. */
final class OrderTags {
    static final int ID = 1 << 3;
    static final int CUSTOMER_ID = 2 << 3;
    static final int PRODUCT = 3 << 3 | 2;
    static final int QUANTITY = 4 << 3;
    static final int PRICE = 5 << 3 | 1;
    static final int CURRENCY = 6 << 3 | 2;
    static final int CREATED_AT = 7 << 3 | 2;
    static final int STREET = 8 << 3 | 2;
    static final int CITY = 9 << 3 | 2;
    static final int NOTE = 10 << 3 | 2;
    static final int PAID = 11 << 3;
    /** Of a time. */
    static final int SECONDS = 1 << 3;
    /** Of a time. */
    static final int NANOS = 2 << 3;

    private OrderTags() {}
}
