// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.state.scoring.VisitorOwner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VisitorOwnersTest {

    private final List<VisitorOwner> owners = new ArrayList<>();

    @Test
    void shouldBelongToNobodyUntilSomebodyIdentifies() {
        assertThat(owner(5)).isNull();
        identified("ann", 10);
        assertThat(owner(5)).as("history is the first one's").isEqualTo("ann");
        assertThat(owner(10)).isEqualTo("ann");
        assertThat(owner(99)).isEqualTo("ann");
    }

    @Test
    void shouldGiveWhatComesAfterToTheNextPerson() {
        identified("ann", 10);
        identified("bob", 20);
        assertThat(owner(19)).isEqualTo("ann");
        assertThat(owner(20)).isEqualTo("bob");
        assertThat(owner(99)).isEqualTo("bob");
    }

    @Test
    void shouldEndTheSameForRepeatedAndLateIdentifications() {
        identified("ann", 10);
        identified("ann", 30);
        identified("ann", 10);
        identified("bob", 20);
        assertThat(owner(15)).isEqualTo("ann");
        assertThat(owner(25)).isEqualTo("bob");
        assertThat(owner(35)).isEqualTo("ann");
        assertThat(owners).hasSize(3);
        identified("ann", 15);
        identified("bob", 18);
        assertThat(owner(17)).isEqualTo("ann");
        assertThat(owner(19)).isEqualTo("bob");
        assertThat(owners).hasSize(3);
        identified("eve", 5);
        assertThat(owner(1)).isEqualTo("eve");
        assertThat(owner(7)).isEqualTo("eve");
        assertThat(owners).hasSize(4);
        identified("eve", 3);
        assertThat(owners).hasSize(4);
        assertThat(owner(4)).isEqualTo("eve");
    }

    @Test
    void shouldKnowTheNewestRunsWhenPeopleKeepTakingTurns() {
        for (int time = 0; time < 1_000; time++) {
            identified(time % 2 == 0 ? "ann" : "bob", time);
        }
        assertThat(owners).hasSize(VisitorOwners.MOST);
        assertThat(owner(2_000)).isEqualTo("bob");
        assertThat(owner(998)).isEqualTo("ann");
        identified("eve", 5);
        assertThat(owners).as("older than all that are known").hasSize(VisitorOwners.MOST);
        assertThat(owners).noneMatch(owner -> owner.getLeadId().equals("eve"));
    }

    private @Nullable String owner(long time) {
        return VisitorOwners.ownerAt(owners, time);
    }

    private void identified(String leadId, long time) {
        VisitorOwners.identified(owners, leadId, time);
    }
}
