// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

/** A refusal as the REST API tells it: its error code begins with the HTTP status. */
final class RegistryError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    private RegistryError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static RegistryError unknownSubject(String subject) {
        return new RegistryError(40401, "Subject '" + subject + "' not found.");
    }

    static RegistryError unknownVersion(String version) {
        return new RegistryError(40402, "Version " + version + " not found.");
    }

    static RegistryError unknownSchema() {
        return new RegistryError(40403, "Schema not found");
    }

    static RegistryError noOwnLevel(String subject) {
        return new RegistryError(
                40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryError incompatible(String subject, String problems) {
        return new RegistryError(
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject + "\": "
                        + problems);
    }

    static RegistryError invalidSchema(String why) {
        return new RegistryError(42201, "Invalid schema: " + why);
    }

    static RegistryError invalidVersion(String version) {
        return new RegistryError(
                42202,
                "The specified version '" + version
                        + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");
    }

    static RegistryError invalidLevel(String level) {
        return new RegistryError(42203, "Invalid compatibility level '" + level + "'");
    }

    static RegistryError malformedRequest(String why) {
        return new RegistryError(400, why);
    }

    static RegistryError notFound() {
        return new RegistryError(404, "HTTP 404 Not Found");
    }

    static RegistryError methodNotAllowed() {
        return new RegistryError(405, "HTTP 405 Method Not Allowed");
    }

    static RegistryError tooLarge(int bytes) {
        return new RegistryError(413, "Request body has more than " + bytes + " bytes");
    }

    static RegistryError logNotWritten(String why) {
        return new RegistryError(50001, "Error in the backend data store: " + why);
    }

    static RegistryError failed() {
        return new RegistryError(500, "HTTP 500 Internal Server Error");
    }

    int code() {
        return code;
    }

    int status() {
        return code > 999 ? code / 100 : code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
