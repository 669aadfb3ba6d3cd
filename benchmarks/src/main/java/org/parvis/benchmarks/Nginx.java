package org.parvis.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** nginx over a folder with one file: what the machine gives when nothing has to be computed. */
final class Nginx implements AutoCloseable {
    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Nginx start(Path binary, Path folder, byte[] page) throws IOException, InterruptedException {
        int port = Instance.freePort();
        Files.createDirectories(folder);
        Files.write(folder.resolve("page.html"), page);
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                pid nginx.pid;
                error_log error.log;
                %s
                worker_processes auto;
                events { worker_connections 1024; }
                http {
                  types { text/html html; }
                  charset utf-8;
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 100000000;
                  client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
                  server { listen 127.0.0.1:%d; root .; }
                }
                """.formatted(
                        "root".equals(System.getProperty("user.name")) ? "user root;" : "", port));
        var process = new ProcessBuilder(
                        binary.toString(), "-p", folder.toString(), "-c", "nginx.conf", "-e", "error.log")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        for (int attempt = 0; attempt < 200 && process.isAlive(); attempt++) {
            try {
                if (Load.flatOut(port, List.of("/page.html"), List.of(), 1, Duration.ofMillis(1))
                                .failed()
                        == 0) return new Nginx(process, port);
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        process.destroy();
        throw new IOException("nginx does not start: see " + folder.resolve("error.log"));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
