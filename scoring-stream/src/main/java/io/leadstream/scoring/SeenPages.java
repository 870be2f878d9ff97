// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Which page of a lead and generation an id is on. With the number of ids grows the number of pages, one at a time, and
 * each time one page gives up about half of its ids to the new one: linear hashing. So every id is on exactly one page,
 * and nothing but the number of ids is needed to tell which.
 */
final class SeenPages {

    /** Ids of a page on average: more make writing dear, fewer make writes many. */
    static final int MEAN = 128;

    /** Ids of a page at most. Hashes don't fill one so far; whoever makes ids up to do so has old ones forgotten. */
    static final int MOST = 16 * MEAN;

    private SeenPages() {}

    /** How many pages hold so many ids. */
    static int count(int ids) {
        return 1 + ids / MEAN;
    }

    /** The page of an id. */
    static int page(long hash, int pages) {
        int below = Integer.highestOneBit(pages);
        int page = (int) hash & (2 * below - 1);
        return page < pages ? page : page & (below - 1);
    }

    /** The page that gives up ids when the page of this number comes into being. */
    static int parent(int page) {
        return page - Integer.highestOneBit(page);
    }

    static byte[] key(String leadId, int page) {
        byte[] lead = leadId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(lead.length + Integer.BYTES)
                .put(lead)
                .putInt(page)
                .array();
    }
}
