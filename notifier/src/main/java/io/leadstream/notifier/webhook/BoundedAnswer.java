// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.webhook;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer's body away, so that the connection can be used again, unless it is longer than it should be. Nothing of
 * it is kept.
 */
final class BoundedAnswer implements HttpResponse.BodySubscriber<Boolean> {

    private static final long MOST_BYTES = 65_536;

    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long bytes;

    @Override
    public CompletionStage<Boolean> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        for (ByteBuffer part : item) {
            bytes += part.remaining();
        }
        if (bytes > MOST_BYTES) {
            Objects.requireNonNull(subscription, "not subscribed").cancel();
            end.complete(false);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        // The status has come, and that is what counts.
        end.complete(false);
    }

    @Override
    public void onComplete() {
        end.complete(true);
    }
}
