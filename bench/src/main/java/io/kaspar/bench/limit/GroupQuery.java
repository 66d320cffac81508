package io.kaspar.bench.limit;

import java.util.List;

/** All eleven fields of orders, by currency. */
final class GroupQuery extends RecordLoop {
    private final OrderGroups groups = new OrderGroups();

    @Override
    void value(byte[] bytes, int start) {
        int position = start;
        long idWord = Varints.word(bytes, position);
        int idLength = Varints.length(idWord);
        position += idLength;
        long customerWord = Varints.word(bytes, position);
        int customerLength = Varints.length(customerWord);
        position += customerLength;
        int textLength = text(bytes, position);
        position = Varints.skipString(bytes, position);
        int quantity = Varints.readInt(bytes, position);
        position = Varints.skip(bytes, position);
        double price = Varints.readDouble(bytes, position);
        position += Double.BYTES;
        OrderGroups.Group group = groups.of(bytes, position + 1, Varints.readInt(bytes, position));
        position = Varints.skipString(bytes, position);
        long createdWord = Varints.word(bytes, position);
        int createdLength = Varints.length(createdWord);
        position += createdLength;
        textLength += text(bytes, position);
        position = Varints.skipString(bytes, position);
        textLength += text(bytes, position);
        position = Varints.skipString(bytes, position);
        if (bytes[position++] != 0) {
            textLength += text(bytes, position);
            position = Varints.skipString(bytes, position);
        }
        group.count++;
        group.amount += price * quantity;
        group.ids += Varints.number(idWord, idLength);
        group.lastCustomerId = Math.max(group.lastCustomerId, Varints.number(customerWord, customerLength));
        group.lastCreatedAt = Math.max(group.lastCreatedAt, Varints.number(createdWord, createdLength));
        group.paid += bytes[position];
        group.longestText = Math.max(group.longestText, textLength);
    }

    private int text(byte[] bytes, int start) {
        return groups.text(bytes, Varints.skip(bytes, start), Varints.readInt(bytes, start));
    }

    @Override
    void merge(HandQuery other) {
        groups.merge(((GroupQuery) other).groups);
    }

    @Override
    List<List<Object>> answer() {
        return groups.groups().map(OrderGroups.Group::row).toList();
    }
}
