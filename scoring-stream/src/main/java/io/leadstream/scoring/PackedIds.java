// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongPredicate;

/** Ids of events in one byte array, in the order they came: for each its hash and a number that goes with it. */
record PackedIds(ByteBuffer bytes) {

    private static final int ID_BYTES = Long.BYTES + Integer.BYTES;

    static final PackedIds NONE = of(new byte[0]);

    static PackedIds of(byte[] bytes) {
        return new PackedIds(ByteBuffer.wrap(bytes));
    }

    int size() {
        return bytes.remaining() / ID_BYTES;
    }

    long hash(int index) {
        return bytes.getLong(bytes.position() + index * ID_BYTES);
    }

    /** The number that goes with an id. */
    int number(int index) {
        return bytes.getInt(bytes.position() + index * ID_BYTES + Long.BYTES);
    }

    /** The place of an id, or a negative number. */
    int find(long hash) {
        int size = size();
        for (int i = 0; i < size; i++) {
            if (hash(i) == hash) {
                return i;
            }
        }
        return -1;
    }

    PackedIds with(long hash, int number) {
        byte[] longer = Arrays.copyOf(array(), bytes.remaining() + ID_BYTES);
        ByteBuffer.wrap(longer, bytes.remaining(), ID_BYTES).putLong(hash).putInt(number);
        return of(longer);
    }

    PackedIds with(PackedIds others) {
        byte[] added = others.array();
        byte[] longer = Arrays.copyOf(array(), bytes.remaining() + added.length);
        System.arraycopy(added, 0, longer, bytes.remaining(), added.length);
        return of(longer);
    }

    /** Those whose hash passes. */
    PackedIds only(LongPredicate wanted) {
        ByteBuffer some = ByteBuffer.allocate(bytes.remaining());
        int size = size();
        for (int i = 0; i < size; i++) {
            if (wanted.test(hash(i))) {
                some.putLong(hash(i)).putInt(number(i));
            }
        }
        return of(Arrays.copyOf(some.array(), some.position()));
    }

    /** The last ones, at most so many. */
    PackedIds last(int most) {
        byte[] all = array();
        return size() <= most ? this : of(Arrays.copyOfRange(all, all.length - most * ID_BYTES, all.length));
    }

    byte[] array() {
        boolean whole = bytes.hasArray() && bytes.arrayOffset() + bytes.position() == 0;
        if (whole && bytes.array().length == bytes.remaining()) {
            return bytes.array();
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }
}
