// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes days with their hits as a counter packs them: newest first, each as the distance from the one before. */
final class DayWriter {

    private byte[] bytes;
    private int size;
    private int lastDay;

    /** Starts behind the newest day, which the counter holds apart. */
    DayWriter(int newestDay, int expectedBytes) {
        this.lastDay = newestDay;
        this.bytes = new byte[expectedBytes];
    }

    void write(int day, int hits) {
        if (bytes.length - size < 10) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2 + 10);
        }
        varint(lastDay - day);
        varint(hits);
        lastDay = day;
    }

    /** Appends what another counter packed behind the last day that was written. */
    void copy(byte[] packed) {
        if (bytes.length - size < packed.length) {
            bytes = Arrays.copyOf(bytes, size + packed.length);
        }
        System.arraycopy(packed, 0, bytes, size, packed.length);
        size += packed.length;
    }

    ByteBuffer toBytes() {
        return ByteBuffer.wrap(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
    }

    private void varint(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }
}
