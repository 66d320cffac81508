package io.kaspar.bench.limit;

import java.util.List;

/** Count and {@code sum(price * quantity)} of Protobuf orders, by currency. Fields may come in any order, the last one counts. */
final class AmountQuery extends ProtobufLoop {
    @Override
    void value(byte[] bytes, int start, int end) {
        int position = start;
        int quantity = 0;
        double price = 0;
        int currency = start;
        int currencyLength = 0;
        while (position < end) {
            switch (bytes[position]) {
                case OrderTags.QUANTITY -> {
                    quantity = (int) number(bytes, position + 1);
                    position = Varints.skip(bytes, position + 1);
                }
                case OrderTags.PRICE -> {
                    price = Varints.readDouble(bytes, position + 1);
                    position += 1 + Double.BYTES;
                }
                case OrderTags.CURRENCY -> {
                    currencyLength = bytes[position + 1];
                    currency = position + 2;
                    position = currency + currencyLength;
                }
                default -> position = skipField(bytes, position);
            }
        }
        OrderGroups.Group group = groups.of(bytes, currency, currencyLength);
        group.count++;
        group.amount += price * quantity;
    }

    @Override
    List<List<Object>> answer() {
        return groups.groups()
                .map(group -> List.<Object>of(group.name(), group.count, group.amount))
                .toList();
    }
}
