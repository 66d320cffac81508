package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;

/** What a browser sees of a running Spark: its UI, its REST API, and its metrics. */
record SparkPages(SparkContext context, HttpClient client) {
    static SparkPages of(SparkContext context) {
        return new SparkPages(
                context,
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build());
    }

    /** The page at a path, which must be there. */
    String page(String path) throws IOException, InterruptedException {
        URI address = URI.create(context.uiWebUrl().get() + path);
        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    /** A path of the REST API's, below this application. */
    String api(String path) {
        return "/api/v1/applications/" + context.applicationId() + "/" + path;
    }

    /** All numbers that a field has in what the REST API answers. */
    List<Integer> numbers(String apiPath, String field) throws IOException, InterruptedException {
        return Pattern.compile("\"" + field + "\" : (\\d+)")
                .matcher(page(api(apiPath)))
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }
}
