// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import io.leadstream.notifier.NotifierService;
import io.leadstream.notifier.NotifierSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.config.SettingsException;
import io.leadstream.runtime.config.SettingsLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What tells an instance whom to notify: a file, and variables of the environment that begin with {@code NOTIFIER_}. */
public record NotifierSource(@Nullable Path file, Map<String, String> environment) {

    /** Nobody is notified. */
    public static final NotifierSource NOBODY = new NotifierSource(null, Map.of());

    private static final String PREFIX = "NOTIFIER_";

    /** A source of these, as far as they are about the notifier. */
    public static NotifierSource of(@Nullable Path file, Map<String, String> environment) {
        Map<String, String> own = new HashMap<>(environment);
        own.keySet().removeIf(name -> !name.startsWith(PREFIX));
        return new NotifierSource(file, Map.copyOf(own));
    }

    /**
     * Finds mistakes before anything is started.
     *
     * @throws StandaloneException naming every one
     */
    void check() {
        service(Map.of());
    }

    /**
     * The service, not started; nothing when nobody is to be notified.
     *
     * @param places settings that lead it to the instance
     * @throws StandaloneException when the settings are wrong
     */
    Optional<NotifierService> service(Map<String, String> places) {
        List<String> args = new ArrayList<>();
        if (file != null) {
            args.add("--config");
            args.add(file.toString());
        }
        places.forEach((key, value) -> args.add("--" + key + "=" + value));
        try {
            Settings settings = SettingsLoader.load(
                    NotifierSettings.define(), NotifierSettings.MODULE, args.toArray(String[]::new), environment);
            return file != null || NotifierSettings.hasReceivers(settings)
                    ? Optional.of(NotifierService.create(settings))
                    : Optional.empty();
        } catch (SettingsException e) {
            throw new StandaloneException(
                    "the notifier can't be set up: " + String.join("; ", e.mistakes()),
                    "./leadstream notifier --help lists its settings; docs/notifications.md has examples.",
                    e);
        }
    }
}
