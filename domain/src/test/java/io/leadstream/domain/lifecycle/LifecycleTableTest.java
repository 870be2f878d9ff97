// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifecycleTableTest {

    private static final Path PAGE = Path.of("..", "docs", "lifecycle.md");
    private static final String START = "<!-- moves: printed from LifecycleTable -->\n";
    private static final String END = "<!-- end of moves -->\n";

    /** Run with -Dleadstream.docs.write=true to print the page anew. */
    @Test
    void shouldPrintThePageThatIsThere() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(START) + START.length();
        String printed = page.substring(0, from) + LifecycleTable.markdown() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("leadstream.docs.write")) {
            Files.writeString(PAGE, printed);
        }
        assertThat(page).isEqualTo(printed);
    }

    @Test
    void shouldHaveOneMoveAtMostForEachStateAndTrigger() {
        Set<String> seen = new HashSet<>();
        assertThat(LifecycleTable.moves())
                .allSatisfy(move -> assertThat(seen.add(move.machine() + move.from() + move.trigger()))
                        .isTrue());
    }

    @Test
    void shouldNeverMoveAStageBackButToBeginANewCycle() {
        assertThat(LifecycleTable.moves())
                .filteredOn(move -> move.machine() == Machine.STAGE && move.trigger() != Trigger.RECYCLED)
                .allSatisfy(move -> assertThat(stage(move.to())).isGreaterThan(stage(move.from())));
    }

    @Test
    void shouldUseEveryTrigger() {
        assertThat(LifecycleTable.moves())
                .extracting(LifecycleTable.Move::trigger)
                .contains(Trigger.values());
    }

    private static Stage stage(String word) {
        for (Stage stage : Stage.values()) {
            if (stage.word().equals(word)) {
                return stage;
            }
        }
        throw new AssertionError(word);
    }
}
