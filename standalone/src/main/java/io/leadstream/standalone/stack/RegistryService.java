// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import io.leadstream.embedded.registry.RegistryServer;
import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.service.Service;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** The schema registry as a service of its own, its schemas in Kafka. */
final class RegistryService implements Service {

    static final String MODULE = "registry";

    private final Settings settings;
    private volatile @Nullable RegistryServer server;

    RegistryService(Settings settings) {
        this.settings = settings;
    }

    static ConfigDef definition() {
        return CommonSettings.define(MODULE, StackPlan.USUAL_REGISTRY);
    }

    @Override
    public String name() {
        return MODULE;
    }

    @Override
    public void start() {
        server = RegistryServer.start(
                settings.text(CommonSettings.BOOTSTRAP_SERVERS),
                settings.text(CommonSettings.httpHost(MODULE)),
                settings.integer(CommonSettings.httpPort(MODULE)));
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public boolean ready() {
        return server != null;
    }

    @Override
    public boolean servesHealth() {
        return true;
    }

    @Override
    public @Nullable Exception failure() {
        return null;
    }

    @Override
    public void close() {
        RegistryServer running = server;
        if (running != null) {
            running.close();
        }
    }
}
