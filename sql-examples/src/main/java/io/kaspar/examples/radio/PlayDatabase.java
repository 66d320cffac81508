package io.kaspar.examples.radio;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Totals in Cassandra. All of an artist is one partition there, and so is how far the topic was counted for it, as a static column. So one
 * batch changes both or neither, and a condition on the offsets lets nobody count twice.
 */
public final class PlayDatabase implements AutoCloseable {
    /** The only node's; what Cassandra calls a node that was told nothing else. */
    private static final String DATACENTER = "datacenter1";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CqlSession session;

    private PlayDatabase(CqlSession session) {
        this.session = session;
    }

    /** Connects, and makes the tables where they are not there yet. */
    public static PlayDatabase open(InetSocketAddress address) {
        CqlSession session = CqlSession.builder()
                .addContactPoint(address)
                .withLocalDatacenter(DATACENTER)
                .build();
        PlayDatabase database = new PlayDatabase(session);
        database.execute("CREATE KEYSPACE IF NOT EXISTS radio"
                + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        database.execute(
                "CREATE TABLE IF NOT EXISTS radio.counted (artist text, offsets text STATIC, radio text, title text,"
                        + " plays bigint, PRIMARY KEY (artist, radio, title))");
        database.execute("CREATE TABLE IF NOT EXISTS radio.totals (artist text, radio text, title text, plays bigint,"
                + " PRIMARY KEY (artist, radio, title))");
        return database;
    }

    private void execute(String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(PATIENCE));
    }

    /** How far the topic is in {@link #counted}; empty before the first time. */
    public Optional<TopicOffsets> offsets(String artist) {
        Row row = session.execute("SELECT offsets FROM radio.counted WHERE artist = ? LIMIT 1", artist)
                .one();
        return Optional.ofNullable(row).map(first -> first.getString("offsets")).map(TopicOffsets::parse);
    }

    /** What was counted by {@link #add}: by radio and title. */
    public Map<String, Long> counted(String artist) {
        return totals("counted", artist);
    }

    /** What was put by {@link #put}: by radio and title. */
    public Map<String, Long> totals(String artist) {
        return totals("totals", artist);
    }

    /** The key of the maps. */
    public static String key(String radio, String title) {
        return radio + ": " + title;
    }

    private Map<String, Long> totals(String table, String artist) {
        Map<String, Long> totals = new TreeMap<>();
        for (Row row :
                session.execute("SELECT radio, title, plays FROM radio." + table + " WHERE artist = ?", artist)) {
            if (row.getString("radio") != null) {
                totals.put(key(row.getString("radio"), row.getString("title")), row.getLong("plays"));
            }
        }
        return totals;
    }

    /**
     * Adds plays to the totals, and says how far the topic is counted then: both or neither.
     *
     * @param before the offsets that the totals are of
     * @throws IllegalStateException when they are not of these offsets any more: somebody else counts, too
     */
    public void add(String artist, Iterable<TitleTotal> more, Optional<TopicOffsets> before, TopicOffsets after) {
        Map<String, Long> totals = counted(artist);
        BatchStatementBuilder batch = new BatchStatementBuilder(DefaultBatchType.LOGGED);
        batch.addStatement(SimpleStatement.newInstance(
                "UPDATE radio.counted SET offsets = ? WHERE artist = ? IF offsets = ?",
                after.json(),
                artist,
                before.map(TopicOffsets::json).orElse(null)));
        PreparedStatement update =
                session.prepare("UPDATE radio.counted SET plays = ? WHERE artist = ? AND radio = ? AND title = ?");
        for (TitleTotal title : more) {
            long plays = totals.getOrDefault(key(title.getRadio(), title.getTitle()), 0L) + title.getPlays();
            batch.addStatement(update.bind(plays, artist, title.getRadio(), title.getTitle()));
        }
        if (!session.execute(batch.build().setTimeout(PATIENCE)).wasApplied()) {
            throw new IllegalStateException(
                    "plays of this artist are counted by another program, too: end one of them");
        }
    }

    /** Sets a total; as often as one likes. */
    public void put(String artist, TitleTotal total) {
        session.execute(
                "INSERT INTO radio.totals (artist, radio, title, plays) VALUES (?, ?, ?, ?)",
                artist,
                total.getRadio(),
                total.getTitle(),
                total.getPlays());
    }

    @Override
    public void close() {
        session.close();
    }
}
