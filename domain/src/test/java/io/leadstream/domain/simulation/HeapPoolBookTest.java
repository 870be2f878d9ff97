// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import static io.leadstream.domain.routing.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolSweep;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapPoolBookTest {

    private final HeapPoolBook book = new HeapPoolBook();

    private static PoolEntry entry(String leadId, String team) {
        return PoolEntry.newBuilder().setRequest(request(leadId, team).build()).build();
    }

    @Test
    void shouldGoThroughOneTeamWhenItsLeadsAreReadInSlices() {
        for (String id : List.of("a", "b", "c")) {
            book.saveEntry("sales", entry(id, "sales"));
        }
        book.saveEntry("salesmen", entry("d", "salesmen"));

        assertThat(book.entriesAfter("sales", "", 2)).containsExactly(entry("a", "sales"), entry("b", "sales"));
        assertThat(book.entriesAfter("sales", "b", 2)).containsExactly(entry("c", "sales"));
    }

    @Test
    void shouldServeOneKindWhenAnotherBeginsWithItsName() {
        book.enqueue("sales", "small", "1", "other");
        book.enqueue("sales", "s", "9", "one");

        assertThat(book.firstWaiting("sales", "s")).isEqualTo("one");
        book.dequeue("sales", "s", "9");
        assertThat(book.firstWaiting("sales", "s")).isNull();
        assertThat(book.firstWaiting("zebra", "s")).isNull();
    }

    @Test
    void shouldForgetWhatIsRemoved() {
        book.saveSweep(new PoolSweep("sales", "", List.of()));
        assertThat(book.sweep("sales")).isNotNull();
        book.removeSweep("sales");
        assertThat(book.sweep("sales")).isNull();
        book.saveCompanyOwner("sales", "acme.com", "ada");
        assertThat(book.companyOwner("sales", "acme.com")).isEqualTo("ada");
    }
}
