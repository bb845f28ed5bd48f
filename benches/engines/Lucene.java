// Lucene as a peer of `pejl search`: one run indexes passages with one analysis chain, answers queries and tells how
// long each took. Run by engines.py, which says what is measured; alone:
//
//   java -cp anserini-fatjar.jar Lucene.java CHAIN PASSAGES QUERIES OUT ROUNDS [WORDS|CONFIG]
//
// CHAIN     danish     Lucene's DanishAnalyzer as it comes
//           dictionary the same with a decompounder before the stemmer, its list WORDS, where passages are indexed
//           both       the same where queries are read too
//           export     the chain of `pejl export --to elasticsearch`, read from the folder CONFIG
// PASSAGES  NDJSON with "text"; a document each
// QUERIES   one a line; words are all required, a line in quotation marks is a phrase
// OUT       folder: timing.json, hits.tsv (query TAB number of the passage), index/

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.compound.DictionaryCompoundWordTokenFilter;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.tartarus.snowball.ext.DanishStemmer;

public class Lucene {
    static final ObjectMapper JSON = new ObjectMapper();
    /** The fastest counts, as in engines.py. */
    static final int INDEX_ROUNDS = 3;

    /** Analysis of passages and of queries. */
    record Chain(Analyzer passages, Analyzer queries) {}

    public static void main(String[] args) throws Exception {
        List<String> passages = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            passages.add(JSON.readTree(line).get("text").asText());
        }
        List<String> queries = Files.readAllLines(Path.of(args[2]));
        Path out = Path.of(args[3]);
        int rounds = Integer.parseInt(args[4]);
        Chain chain = chain(args[0], args.length > 5 ? Path.of(args[5]) : null);

        Path folder = out.resolve("index");
        double seconds = Double.MAX_VALUE;
        for (int round = 0; round < INDEX_ROUNDS; round++) {
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    old.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
                }
            }
            long start = System.nanoTime();
            index(passages, chain.passages, folder);
            seconds = Math.min(seconds, (System.nanoTime() - start) / 1e9);
        }

        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(folder)));
        try (BufferedWriter hits = Files.newBufferedWriter(out.resolve("hits.tsv"))) {
            for (String query : queries) {
                for (ScoreDoc hit : searcher.search(query(chain.queries, query), passages.size()).scoreDocs) {
                    hits.write(query + "\t" + searcher.storedFields().document(hit.doc).get("number") + "\n");
                }
            }
        }
        Map<String, Object> timing = new HashMap<>();
        timing.put("index_seconds", seconds);
        timing.put("top", time(searcher, chain.queries, queries, rounds, false));
        timing.put("top_marked", time(searcher, chain.queries, queries, rounds, true));
        JSON.writeValue(out.resolve("timing.json").toFile(), timing);
    }

    static Chain chain(String name, Path path) throws Exception {
        switch (name) {
            case "danish":
                return new Chain(new DanishAnalyzer(), new DanishAnalyzer());
            case "dictionary":
                return new Chain(analyzer(words(path)), new DanishAnalyzer());
            case "both":
                Analyzer both = analyzer(words(path));
                return new Chain(both, both);
            default:
                return export(path);
        }
    }

    static CharArraySet words(Path path) throws Exception {
        List<String> lines = Files.readAllLines(path).stream().filter(line -> !line.startsWith("#")).toList();
        return new CharArraySet(lines, true);
    }

    /** DanishAnalyzer's chain with a decompounder in it, as Lucene's defaults have it. */
    static Analyzer analyzer(CharArraySet words) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer source = new StandardTokenizer();
                TokenStream stream = new LowerCaseFilter(source);
                stream = new StopFilter(stream, DanishAnalyzer.getDefaultStopSet());
                stream = new DictionaryCompoundWordTokenFilter(stream, words, 5, 4, 15, false);
                return new TokenStreamComponents(source, new SnowballFilter(stream, new DanishStemmer()));
            }
        };
    }

    /** The analyzers that an index configuration for Elasticsearch names, from the Lucene parts behind its names. */
    static Chain export(Path folder) throws Exception {
        JsonNode config = JSON.readTree(folder.resolve("index.json").toFile());
        JsonNode text = config.at("/mappings/properties/text");
        JsonNode analysis = config.at("/settings/index/analysis");
        String search = text.path("search_analyzer").asText(text.get("analyzer").asText());
        return new Chain(named(analysis, text.get("analyzer").asText(), folder), named(analysis, search, folder));
    }

    static Analyzer named(JsonNode analysis, String name, Path folder) throws Exception {
        JsonNode filters = analysis.at("/analyzer/" + name + "/filter");
        Map<String, CharArraySet> lists = new HashMap<>();
        for (JsonNode filter : filters) {
            JsonNode path = analysis.at("/filter/" + filter.asText()).get("word_list_path");
            if (path != null) {
                lists.put(filter.asText(), words(folder.resolve(Path.of(path.asText()).getFileName())));
            }
        }
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer source = new StandardTokenizer();
                TokenStream stream = source;
                for (JsonNode filter : filters) {
                    JsonNode settings = analysis.at("/filter/" + filter.asText());
                    switch (settings.path("type").asText(filter.asText())) {
                        case "lowercase" -> stream = new LowerCaseFilter(stream);
                        case "dictionary_decompounder" -> stream = new DictionaryCompoundWordTokenFilter(
                            stream,
                            lists.get(filter.asText()),
                            settings.path("min_word_size").asInt(5),
                            settings.path("min_subword_size").asInt(2),
                            settings.path("max_subword_size").asInt(15),
                            settings.path("only_longest_match").asBoolean(false));
                        case "stemmer" -> stream = new SnowballFilter(stream, new DanishStemmer());
                        case "remove_duplicates" -> stream = new RemoveDuplicatesTokenFilter(stream);
                        default -> throw new IllegalArgumentException("unknown filter " + filter);
                    }
                }
                return new TokenStreamComponents(source, stream);
            }
        };
    }

    /** Two threads, as pejl uses on two cores; one segment in the end. */
    static void index(List<String> passages, Analyzer analyzer, Path folder) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(analyzer).setRAMBufferSizeMB(64);
        try (IndexWriter writer = new IndexWriter(new MMapDirectory(folder), config)) {
            Thread[] threads = new Thread[2];
            for (int part = 0; part < threads.length; part++) {
                int first = part;
                threads[part] = new Thread(() -> {
                    for (int number = first; number < passages.size(); number += threads.length) {
                        Document document = new Document();
                        document.add(new TextField("text", passages.get(number), Field.Store.YES));
                        document.add(new org.apache.lucene.document.StoredField("number", number));
                        try {
                            writer.addDocument(document);
                        } catch (java.io.IOException error) {
                            throw new java.io.UncheckedIOException(error);
                        }
                    }
                });
                threads[part].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            writer.commit();
        }
    }

    static Query query(Analyzer analyzer, String text) {
        QueryBuilder builder = new QueryBuilder(analyzer);
        Query query = text.startsWith("\"")
            ? builder.createPhraseQuery("text", text.replace("\"", ""))
            : builder.createBooleanQuery("text", text, Occur.MUST);
        return query == null ? new org.apache.lucene.search.MatchNoDocsQuery() : query;
    }

    /** Nanoseconds of every query in every round, after as many rounds that only warm up. */
    static List<Long> time(IndexSearcher searcher, Analyzer analyzer, List<String> queries, int rounds, boolean marked)
        throws Exception {
        List<Long> times = new ArrayList<>();
        long marks = 0;
        for (int round = 0; round < 2 * rounds; round++) {
            for (String text : queries) {
                long start = System.nanoTime();
                Query query = query(analyzer, text);
                TopDocs top = searcher.search(query, 10);
                if (marked) {
                    Set<String> terms = new HashSet<>();
                    query.visit(new QueryVisitor() {
                        @Override
                        public void consumeTerms(Query leaf, Term... found) {
                            for (Term term : found) {
                                terms.add(term.text());
                            }
                        }
                    });
                    for (ScoreDoc hit : top.scoreDocs) {
                        marks += marks(analyzer, searcher.storedFields().document(hit.doc).get("text"), terms);
                    }
                }
                if (round >= rounds) {
                    times.add(System.nanoTime() - start);
                }
            }
        }
        System.err.println(times.size() + " queries, " + marks + " marks");
        return times;
    }

    /** What Lucene's Highlighter does (it is not in the jar): analyze the passage again, keep what is asked for. */
    static int marks(Analyzer analyzer, String text, Set<String> terms) throws Exception {
        List<int[]> places = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (terms.contains(term.toString())) {
                    places.add(new int[] {offset.startOffset(), offset.endOffset()});
                }
            }
            stream.end();
        }
        return places.size();
    }
}
