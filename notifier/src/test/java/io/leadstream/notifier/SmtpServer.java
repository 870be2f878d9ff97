// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A mail server on loopback that keeps what it takes, and answers each recipient as it is told. */
public final class SmtpServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Function<String, String> answerToRecipient;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();

    private SmtpServer(ServerSocket socket, Function<String, String> answerToRecipient) {
        this.socket = socket;
        this.answerToRecipient = answerToRecipient;
    }

    /** Takes everything. */
    public static SmtpServer start() {
        return start(recipient -> "250 ok");
    }

    /** Answers {@code RCPT TO} as told. */
    public static SmtpServer start(Function<String, String> answerToRecipient) {
        try {
            SmtpServer server =
                    new SmtpServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answerToRecipient);
            Thread thread = new Thread(server::accept, "smtp-server");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Mails as they came, in the order they came: headers, an empty line, the body. */
    public List<String> mails() {
        return mails;
    }

    /** Everything clients said, but for the mails. */
    public List<String> commands() {
        return commands;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread thread = new Thread(() -> serve(client), "smtp-client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream()) {
            say(out, "220 test");
            String line = in.readLine();
            while (line != null) {
                commands.add(line);
                String verb = line.length() < 4 ? line : line.substring(0, 4);
                switch (verb) {
                    case "EHLO", "HELO" -> say(out, "250 test");
                    case "RCPT" -> say(out, answerToRecipient.apply(line.substring("RCPT TO:".length())));
                    case "DATA" -> {
                        say(out, "354 go on");
                        String mail = read(in);
                        mails.add(mail);
                        say(out, "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
                line = in.readLine();
            }
        } catch (IOException e) {
            // a client that went away
        }
    }

    private static String read(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            mail.append(line).append('\n');
            line = in.readLine();
        }
        return mail.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
