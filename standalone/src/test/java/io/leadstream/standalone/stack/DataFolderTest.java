// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path temp = Path.of("");

    @Test
    void shouldBeMadeAndTakenAgainAfterItWasClosed() {
        Path folder = temp.resolve("a/b");
        DataFolder.open(folder).close();
        DataFolder again = DataFolder.open(folder);
        assertThat(again.path()).isEqualTo(folder.toAbsolutePath());
        again.close();
    }

    @Test
    void shouldBeRefusedWhileSomebodyHasIt() {
        DataFolder first = DataFolder.open(temp);
        assertThatExceptionOfType(StandaloneException.class)
                .isThrownBy(() -> DataFolder.open(temp))
                .withMessageContaining("is in use")
                .satisfies(refusal -> assertThat(refusal.remedy()).contains("--data"));
        first.close();
        assertThatNoException().isThrownBy(() -> DataFolder.open(temp).close());
    }

    @Test
    void shouldBeRefusedWhenAnotherVersionMadeIt() throws IOException {
        Files.writeString(temp.resolve("leadstream.version"), "99\n");
        assertThatExceptionOfType(StandaloneException.class)
                .isThrownBy(() -> DataFolder.open(temp))
                .withMessageContaining("has format 99, and this leadstream reads format 1");
    }

    @Test
    void shouldBeRefusedWhenItHoldsOtherThings() throws IOException {
        Files.writeString(temp.resolve("letter.txt"), "dear sir");
        assertThatExceptionOfType(StandaloneException.class)
                .isThrownBy(() -> DataFolder.open(temp))
                .withMessageContaining("holds other things");
        assertThat(temp).isDirectoryNotContaining("glob:**leadstream*");
        Files.delete(temp.resolve("letter.txt"));
        assertThatNoException().isThrownBy(() -> DataFolder.open(temp).close());
    }

    @Test
    void shouldBeRefusedWhenAFileIsInItsPlace() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThatExceptionOfType(StandaloneException.class)
                .isThrownBy(() -> DataFolder.open(file))
                .withMessageContaining("can't be written");
    }

    @Test
    void shouldBeRefusedWhenTheDiskIsFull() {
        assertThatExceptionOfType(StandaloneException.class)
                .isThrownBy(() -> DataFolder.checkRoom(temp, Long.MAX_VALUE))
                .withMessageContaining("MB left")
                .satisfies(refusal -> assertThat(refusal.remedy()).contains("Make room"));
    }

    @Test
    void shouldKeepItsKeysToItsOwner() throws IOException {
        Keys keys = Keys.of(temp);
        assertThat(Keys.of(temp)).isEqualTo(keys);
        assertThat(keys.write()).hasSize(40).isNotEqualTo(keys.secret());
        assertThat(Files.getPosixFilePermissions(temp.resolve(Keys.SECRET_FILE)))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void shouldTellWhereARunningInstanceIsReached() throws IOException {
        Instance here = new Instance(
                ProcessHandle.current().pid(),
                "2026-01-01T00:00:00Z",
                "1",
                8080,
                8093,
                "k:1",
                "http://r",
                "jdbc:x",
                "me");
        here.write(temp);
        assertThat(Instance.read(temp)).contains(here);
        assertThat(here.isRunning()).isTrue();
        assertThat(Instances.running(temp)).isEqualTo(here);
        Instance.remove(temp);
        assertThatExceptionOfType(StandaloneException.class)
                .isThrownBy(() -> Instances.running(temp))
                .withMessageContaining("no leadstream runs");
    }
}
