// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class ServiceMainTest {

    private final ConfigDef def = CommonSettings.define("stub", 0);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ServiceMain main = new ServiceMain(Map.of(), print(out), print(err));
    private final StubService service = new StubService();

    @Test
    void shouldExitWith2AndNameTheMistakeWhenSettingsAreWrong() {
        assertThat(run("--stub.http.prt=1")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("did you mean stub.http.port?");
        assertThat(service.started).isFalse();
    }

    @Test
    void shouldExitWith1AndCloseWhenItCantStart() {
        service.onStart = new IllegalStateException("no broker");
        assertThat(run()).isEqualTo(1);
        assertThat(service.closed).isTrue();
    }

    @Test
    void shouldExitWith2WhenTheServiceRefusesItsSettings() {
        service.onStart = new SettingsException(List.of("a and b can't both be set"));
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("a and b can't both be set");
        assertThat(service.closed).isTrue();
    }

    @Test
    void shouldExitWith0WhenToldToStopWhileItWaitsInItsStart() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        service.duringStart = () -> {
            waits.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        };
        FutureTask<Integer> running = new FutureTask<>(this::run);
        new Thread(running, "main").start();
        assertThat(waits.await(10, TimeUnit.SECONDS)).isTrue();

        main.stop();

        assertThat(running.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(service.closed).isTrue();
    }

    @Test
    void shouldExitWith1AndCloseWhenItFailsWhileRunning() {
        service.failure = new IllegalStateException("disk full");
        assertThat(run()).isEqualTo(1);
        assertThat(service.started).isTrue();
        assertThat(service.closed).isTrue();
    }

    @Test
    void shouldExitWith0AndCloseWhenToldToStop() {
        main.stop();
        assertThat(run()).isZero();
        assertThat(service.started).isTrue();
        assertThat(service.closed).isTrue();
    }

    @Test
    void shouldPrintEveryKeyWhenAskedForHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--stub.http.port=", "--kafka.bootstrap.servers=");
        assertThat(service.started).isFalse();
    }

    private int run(String... args) {
        return main.execute("stub", def, args, settings -> service);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
