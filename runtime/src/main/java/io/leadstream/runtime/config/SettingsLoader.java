// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings in layers, each over the one before: built-in defaults, the file of {@code --config FILE}, the
 * environment ({@code scoring.http.port} is {@code SCORING_HTTP_PORT}), and the command line ({@code --key=value}).
 */
public final class SettingsLoader {

    private static final String CONFIG = "--config";

    private SettingsLoader() {}

    /**
     * Loads the settings of a process.
     *
     * @param def every key the process knows
     * @param module first part of the process's own keys, such as {@code scoring}
     * @throws SettingsException naming every mistake
     */
    public static Settings load(ConfigDef def, String module, String[] args, Map<String, String> env) {
        List<String> mistakes = new ArrayList<>();
        Map<String, RawValue> commandLine = new TreeMap<>();
        Path file = readArguments(args, commandLine, mistakes);
        Map<String, RawValue> layered = new TreeMap<>();
        if (file != null) {
            readFile(file, layered, mistakes);
        }
        readEnvironment(def, module, env, layered, mistakes);
        layered.putAll(commandLine);
        try {
            Settings settings = SettingsCheck.check(def, layered);
            if (mistakes.isEmpty()) {
                return settings;
            }
        } catch (SettingsException e) {
            mistakes.addAll(e.mistakes());
        }
        throw new SettingsException(mistakes);
    }

    /** The environment variable that sets a key. */
    public static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static @Nullable Path readArguments(String[] args, Map<String, RawValue> values, List<String> mistakes) {
        Path file = null;
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            int equals = arg.indexOf('=');
            if (arg.equals(CONFIG)) {
                if (i + 1 == args.length) {
                    mistakes.add(CONFIG + " needs the name of a file after it");
                } else {
                    file = Path.of(args[++i]);
                }
            } else if (arg.startsWith(CONFIG + "=")) {
                file = Path.of(arg.substring(equals + 1));
            } else if (arg.startsWith("--") && equals > 2) {
                values.put(arg.substring(2, equals), new RawValue(arg.substring(equals + 1), "command line"));
            } else {
                // A bare word could be a secret that lost its key, so only its place is told.
                mistakes.add("argument " + (i + 1) + " is not understood; expected --key=value or --config FILE");
            }
        }
        return file;
    }

    private static void readFile(Path file, Map<String, RawValue> values, List<String> mistakes) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            mistakes.add("configuration file " + file.toAbsolutePath() + " does not exist");
        } catch (IOException | IllegalArgumentException e) {
            mistakes.add("configuration file " + file.toAbsolutePath() + " can't be read: " + e.getMessage());
        }
        for (String key : properties.stringPropertyNames()) {
            values.put(key, new RawValue(properties.getProperty(key), "file " + file));
        }
    }

    private static void readEnvironment(
            ConfigDef def,
            String module,
            Map<String, String> env,
            Map<String, RawValue> values,
            List<String> mistakes) {
        Map<String, String> keyOfVariable = new TreeMap<>();
        PassThrough.namedKeys().forEach(key -> keyOfVariable.put(environmentName(key), key));
        List<String> own = new ArrayList<>();
        for (String key : def.configKeys().keySet()) {
            keyOfVariable.put(environmentName(key), key);
            own.add(environmentName(key));
        }
        String prefix = environmentName(module) + "_";
        env.forEach((variable, value) -> {
            String key = keyOfVariable.get(variable);
            if (key != null) {
                values.put(key, new RawValue(value, "environment " + variable));
            } else if (variable.startsWith("SERDE_")) {
                String setting = variable.substring(6).toLowerCase(Locale.ROOT).replace('_', '.');
                values.put("serde." + setting, new RawValue(value, "environment " + variable));
            } else if (variable.startsWith(prefix)) {
                // Platforms put variables of their own beside ours (SCORING_STREAM_SERVICE_HOST), so only what is
                // all but one of our names is taken for a slip.
                String nearest = NearestKey.of(variable, own);
                if (nearest != null && NearestKey.edits(variable, nearest) <= 2) {
                    mistakes.add(
                            "environment variable " + variable + " is not a setting; did you mean " + nearest + "?");
                }
            }
        });
    }
}
