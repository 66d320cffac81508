package io.kaspar.bench.limit;

/** All eleven fields of Protobuf orders, by currency. Fields may come in any order, the last one counts. */
final class ProtobufGroupQuery extends ProtobufLoop {
    private static final long MS_PER_SECOND = 1_000;
    private static final long NANOS_PER_MS = 1_000_000;

    @Override
    void value(byte[] bytes, int start, int end) {
        int position = start;
        long id = 0;
        long customerId = 0;
        int product = start;
        int quantity = 0;
        double price = 0;
        int currency = start;
        int createdAt = 0;
        int street = start;
        int city = start;
        int note = 0;
        long paid = 0;
        while (position < end) {
            int tag = bytes[position];
            int value = position + 1;
            switch (tag) {
                case OrderTags.ID -> id = number(bytes, value);
                case OrderTags.CUSTOMER_ID -> customerId = number(bytes, value);
                case OrderTags.PRODUCT -> product = value;
                case OrderTags.QUANTITY -> quantity = (int) number(bytes, value);
                case OrderTags.PRICE -> price = Varints.readDouble(bytes, value);
                case OrderTags.CURRENCY -> currency = value;
                case OrderTags.CREATED_AT -> createdAt = value;
                case OrderTags.STREET -> street = value;
                case OrderTags.CITY -> city = value;
                case OrderTags.NOTE -> note = value;
                case OrderTags.PAID -> paid = number(bytes, value);
                default -> {}
            }
            position = skipField(bytes, position);
        }
        int textLength = text(bytes, product) + text(bytes, street) + text(bytes, city);
        if (note != 0) {
            textLength += text(bytes, note);
        }
        OrderGroups.Group group = groups.of(bytes, currency + 1, bytes[currency]);
        group.count++;
        group.amount += price * quantity;
        group.ids += id;
        group.lastCustomerId = Math.max(group.lastCustomerId, customerId);
        group.lastCreatedAt = Math.max(group.lastCreatedAt, epochMs(bytes, createdAt));
        group.paid += paid;
        group.longestText = Math.max(group.longestText, textLength);
    }

    private int text(byte[] bytes, int position) {
        return groups.text(bytes, Varints.skip(bytes, position), (int) number(bytes, position));
    }

    private static long epochMs(byte[] bytes, int start) {
        int end = start + 1 + bytes[start];
        long seconds = 0;
        long nanos = 0;
        for (int position = start + 1; position < end; position = skipField(bytes, position)) {
            if (bytes[position] == OrderTags.SECONDS) {
                seconds = number(bytes, position + 1);
            } else if (bytes[position] == OrderTags.NANOS) {
                nanos = number(bytes, position + 1);
            }
        }
        return seconds * MS_PER_SECOND + nanos / NANOS_PER_MS;
    }
}
