// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.capture.CaptureSettings;
import io.leadstream.capture.CaptureStack;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.topic.Topics;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormsIT {

    @TempDir
    private static Path folder;

    private static CaptureStack stack;

    @BeforeAll
    static void start() throws Exception {
        Path forms = Files.writeString(folder.resolve("forms.yaml"), """
                forms:
                  - key: contact
                    honeypot: website_url
                    origins: ["https://www.example.com"]
                    thanks: ["https://www.example.com/thanks", "https://www.example.com/other"]
                    opt-in-email: newsletter
                    fields: {your-name: lastName}
                    constants: {tags: contact-form}
                  - key: sorry
                    thanks: ["https://www.example.com/thanks"]
                    error-page: https://www.example.com/sorry
                  - key: guarded
                    require-key: true
                """);
        stack = CaptureStack.start(folder, Map.of(CaptureSettings.FORMS_FILE, forms.toString()));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void shouldSendTheVisitorOnWhenAFormIsPosted() throws Exception {
        HttpResponse<String> answer = stack.send(form(
                        "contact",
                        "eventId=f1&email=Jo%40Example.com&your-name=D%C3%B6e"
                                + "&newsletter=weekly&topic=a&topic=b&source=evil&consentWhere=evil&score=99&_thanks=https%3A%2F%2Fevil.example")
                .header("referer", "https://www.example.com/contact"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).contains("https://www.example.com/thanks");
        CapturedLead lead = captured("f1");
        assertThat(lead.getSourceKind()).isEqualTo(SourceKind.WEBSITE_FORM);
        assertThat(lead.getSource()).isEqualTo("website_form");
        assertThat(lead.getFormKey()).isEqualTo("contact");
        assertThat(lead.getLastName()).isEqualTo("D\u00F6e");
        assertThat(lead.getOptInEmail()).isTrue();
        assertThat(lead.getConsentWhere()).isEqualTo("form:contact");
        assertThat(lead.getLandingPage()).isEqualTo("https://www.example.com/contact");
        assertThat(lead.getTags()).containsExactly("contact-form");
        assertThat(lead.getCustomFields())
                .containsEntry("topic", "\"a, b\"")
                .containsEntry("score", "\"99\"")
                .containsEntry("form_source", "\"evil\"")
                .doesNotContainKey("_thanks");
    }

    @Test
    void shouldUnderstandMultipartWhenAFormIsPostedSo() throws Exception {
        String body = part("email", "multi@example.com")
                + part("eventId", "f2")
                + part("_thanks", "https://www.example.com/other")
                + "--x--\r\n";
        HttpResponse<String> answer = stack.send(stack.to("/forms/contact")
                .header("content-type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).contains("https://www.example.com/other");
        assertThat(captured("f2").getEmail()).isEqualTo("multi@example.com");
    }

    @Test
    void shouldAnswerJsonWhenThePageAsksForIt() throws Exception {
        HttpResponse<String> answer = stack.send(form("contact", "email=json%40example.com")
                .header("accept", "application/json")
                .header("origin", "https://www.example.com"));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("eventId", "leadId");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("https://www.example.com");
    }

    @Test
    void shouldPretendWhenARobotFillsTheHoneypot() throws Exception {
        HttpResponse<String> answer = stack.send(form("contact", "eventId=robot&email=r%40example.com&website_url=x"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(stack.read(Topics.CAPTURED_LEADS))
                .noneMatch(entry -> entry.getValue().getEventId().equals("robot"));
        assertThat(stack.send(stack.to("/metrics").GET()).body()).contains("code=\"honeypot\"");
    }

    @Test
    void shouldRefuseWhenPageKeyOrFieldsAreWrong() throws Exception {
        assertThat(stack.send(form("contact", "email=a%40example.com").header("origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(stack.send(form("guarded", "email=a%40example.com")).statusCode())
                .isEqualTo(401);
        assertThat(stack.send(form("guarded", "email=a%40example.com").header("x-write-key", CaptureStack.WRITE_KEY))
                        .statusCode())
                .isEqualTo(202);
        HttpResponse<String> sorry = stack.send(form("sorry", "email=typo"));
        assertThat(sorry.statusCode()).isEqualTo(303);
        assertThat(sorry.headers().firstValue("location"))
                .contains("https://www.example.com/sorry?field=email&code=email_invalid");
        assertThat(stack.send(form("contact", "email=a%00%40example.com")).statusCode())
                .isIn(400, 422);
        assertThat(stack.send(form("contact", "email=a%4")).statusCode()).isIn(400, 422);
    }

    @Test
    void shouldNameTheLimitWhenAPostIsTooLarge() throws Exception {
        assertTooLarge("x=1&".repeat(400), "at most 300 fields");
        assertTooLarge("a=" + "x".repeat(70_000), "at most 65536 bytes a field");
        assertTooLarge("a=x&".repeat(300_000), "at most 1048576 bytes a request");
    }

    @Test
    void shouldSayWhatIsMissingWhenMultipartHasNoBoundary() throws Exception {
        HttpResponse<String> answer = stack.send(stack.to("/forms/contact")
                .header("content-type", "multipart/form-data")
                .POST(HttpRequest.BodyPublishers.ofString("x")));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("boundary");
    }

    private static void assertTooLarge(String body, String detail) throws Exception {
        HttpResponse<String> answer = stack.send(form("contact", body));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains(detail);
    }

    private static String part(String name, String value) {
        return "--x\r\ncontent-disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static HttpRequest.Builder form(String key, String body) {
        return stack.to("/forms/" + key)
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static CapturedLead captured(String eventId) {
        return stack.read(Topics.CAPTURED_LEADS).stream()
                .map(Map.Entry::getValue)
                .filter(lead -> lead.getEventId().equals(eventId))
                .findFirst()
                .orElseThrow();
    }
}
