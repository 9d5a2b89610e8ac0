package photos.model;

import static photos.ledger.State.DELETED;
import static photos.ledger.State.PENDING;
import static photos.ledger.State.READY;
import static photos.ledger.State.REJECTED;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import photos.digest.Digest;
import photos.ledger.Attributes;
import photos.ledger.Claim;
import photos.ledger.InMemoryLedger;
import photos.ledger.LedgerItem;
import photos.ledger.PublishedVariant;
import photos.ledger.Reason;
import photos.processor.results.ManifestDoor;
import photos.storage.Content;
import photos.storage.Generation;
import photos.storage.InMemoryObjectStore;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.SmallObject;

/// Looks at every write and at what it leaves behind, and holds it against what was promised. It stays with the first
/// promise that was broken.
final class Watch {
    private final InMemoryObjectStore bucket;
    private final InMemoryLedger table;
    private final Trace trace;
    private final Map<ObjectKey, History> histories = new HashMap<>();
    private final Map<ObjectKey, Made> made = new HashMap<>();
    private final Map<Actor, Claim> attempts = new HashMap<>();
    private final Map<ObjectKey, Generation> crashes = new HashMap<>();
    private final Set<Actor> sawADeath = new HashSet<>();
    private final Map<Death, Instant> deaths = new HashMap<>();
    private final Set<ObjectKey> takenByHand = new HashSet<>();
    private Optional<String> broken = Optional.empty();
    private boolean strict = true;

    Watch(InMemoryObjectStore bucket, InMemoryLedger table, Trace trace) {
        this.bucket = bucket;
        this.table = table;
        this.trace = trace;
    }

    /// What is known of an object key beside what the bucket and the ledger say of it now.
    private static final class History {
        private final Map<Generation, Photo> uploads = new HashMap<>();
        private final Map<Actor, Integer> looks = new HashMap<>();
        private final Map<String, Projected> projections = new HashMap<>();
        private final Set<Long> committed = new HashSet<>();
        private int changes;
        private int remembered;
        private int writesOfTheLambda;
        private int ledgerWrites;
    }

    /// When the ledger said what a manifest says, counted in writes.
    private record Projected(int first, int last) {
        private static final Projected NEVER = new Projected(0, 0);
    }

    /// A variant as it was written.
    private record Made(String text, String generation) {}

    /// Of a worker, and what its parent wanted of it.
    private record Death(Processor parent, Claim claim) {}

    private History history(ObjectKey key) {
        return histories.computeIfAbsent(key, _ -> new History());
    }

    /// From now on several processes may work on a key at once, or a dead one's last request comes late: what is
    /// promised of every moment is then promised of the moments when nobody works on the key.
    void allowOverlap() {
        strict = false;
    }

    boolean isStrict() {
        return strict;
    }

    Optional<String> broken() {
        return broken;
    }

    void fail(String promise) {
        trace.add("BROKEN:", promise);
        broken = broken.or(() -> Optional.of(promise));
    }

    private void require(boolean kept, String promise, Object of) {
        if (!kept) {
            fail(promise + ": " + of);
        }
    }

    /// A person changed what is under `uploads/`.
    void changed(ObjectKey key, Optional<Photo> uploaded) {
        History history = history(key);
        history.changes++;
        uploaded.ifPresent(photo -> bucket.head(key).ifPresent(head -> history.uploads.put(head.generation(), photo)));
    }

    Optional<Photo> uploaded(ObjectKey key, Generation generation) {
        return Optional.ofNullable(history(key).uploads.get(generation));
    }

    void takenByHand(ObjectKey variant) {
        takenByHand.add(variant);
    }

    /// An actor looked whether an original is there.
    void looked(ObjectKey key) {
        if (Stage.SELF.isBound()) {
            history(key).looks.put(Stage.SELF.get(), history(key).changes);
        }
    }

    void attempted(Claim claim) {
        if (Stage.SELF.isBound()) {
            attempts.put(Stage.SELF.get(), claim);
        }
    }

    /// By an actor: the decoder that it entered last was the end of the whole processor.
    void crashed() {
        Claim claim = Objects.requireNonNull(attempts.get(Stage.SELF.get()));
        boolean again = claim.generation().equals(crashes.get(claim.key()));
        require(!again || !strict, "a photo is rendered alone once it has crashed the processor", claim);
        if (table.find(claim.key()).filter(item -> item.claim().equals(claim)).isPresent()) {
            crashes.put(claim.key(), claim.generation());
        }
    }

    // ---- the ledger

    void written(Owner owner, LedgerWrite write, ObjectKey key, Map<String, Object> before, Map<String, Object> after) {
        History history = history(key);
        history.ledgerWrites++;
        require(write.owner() == owner, "everybody makes writes of his own only", owner + " " + write);
        for (String name : changed(before, after)) {
            boolean first = before.isEmpty() && write == LedgerWrite.HAND_OVER;
            require(
                    write.attributes().contains(name) || first,
                    "a write touches its own attributes only",
                    write + " touched " + name);
        }
        LedgerItem item = Attributes.item(after);
        long fence = before.get(Attributes.FENCE) instanceof Number number ? number.longValue() : 0;
        require(item.fence() == fence + write.fences(), "a fence grows by what it should", write + " of " + key);
        switch (write) {
            case HAND_OVER, BURY -> {
                crashes.remove(key);
                remembered(history, key);
            }
            case COMMIT -> committed(history, before, item);
            case ADVANCE, COUNT_ATTEMPT, UNCOUNT_ATTEMPT ->
                require(item.state() != DELETED, "nobody works on what is deleted", key);
            case COUNT_DEATH -> died(item);
            case RETRY -> crashes.remove(key);
        }
        require(item.attempts() >= 0, "there are no fewer than no attempts", key);
        requireNamedIsThere(item);
        if (item.state().isRendered()) {
            history.projections.merge(
                    ManifestDoor.text(item),
                    new Projected(history.ledgerWrites, history.ledgerWrites),
                    (old, fresh) -> new Projected(old.first(), fresh.last()));
        }
    }

    /// What a job of this processor had rendered alone.
    void workerDied(Processor parent, Instant now) {
        Optional.ofNullable(attempts.get(Stage.SELF.get())).ifPresent(claim -> {
            Instant before = deaths.put(new Death(parent, claim), now);
            require(
                    before == null || !now.isBefore(before.plus(Processor.REST)),
                    "a photo on which a worker died rests",
                    claim);
        });
    }

    /// Memory may be short for a while; a photo is not rejected for that.
    private void died(LedgerItem item) {
        require(item.state() != DELETED, "nobody works on what is deleted", item.key());
        require(
                !Stage.SELF.isBound() || sawADeath.add(Stage.SELF.get()),
                "of the deaths over a photo each is in a job of its own",
                item.key());
    }

    private static Set<String> changed(Map<String, Object> before, Map<String, Object> after) {
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }

    /// What the ledger remembers of the bucket never goes back in time, and nothing is written for nothing.
    private void remembered(History history, ObjectKey key) {
        if (Stage.SELF.isBound()) {
            int look = history.looks.getOrDefault(Stage.SELF.get(), 0);
            require(look >= history.remembered, "an older look at the bucket does not undo a newer one", key);
            history.remembered = Math.max(look, history.remembered);
        }
        history.writesOfTheLambda++;
        require(
                history.writesOfTheLambda <= history.changes,
                "the Lambda writes no more often than the bucket changes",
                key);
    }

    private void committed(History history, Map<String, Object> before, LedgerItem item) {
        ObjectKey key = item.key();
        require(!DELETED.name().equals(before.get(Attributes.STATE)), "a delete stays a delete", key);
        require(item.published().equals(Optional.of(item.generation())), "the newest generation is published", key);
        require(
                history.committed.add(item.fence()) || !strict || isSentTwice(),
                "what is done is not done again",
                key + " fence " + item.fence());
        Optional<Photo> photo = uploaded(key, item.generation());
        require(photo.isPresent(), "what is published was uploaded", key);
        boolean innocent = photo.filter(p -> p.kind() != Photo.Kind.BROKEN && p.kind() != Photo.Kind.DEADLY)
                .isPresent();
        require(
                item.state() != REJECTED || !innocent || !item.key().equals(key) || isTooLong(item),
                "a photo that can be shown is never rejected",
                key);
        require(
                item.state() != READY
                        || photo.filter(p -> p.kind() == Photo.Kind.HEALTHY || p.kind() == Photo.Kind.CRASHING)
                                .isPresent(),
                "what is ready is whole",
                key);
        for (PublishedVariant variant : item.variants()) {
            Made was = made.getOrDefault(variant.key(), new Made("", ""));
            require(
                    was.generation().equals(item.generation().text())
                            && photo.filter(p -> was.text().startsWith(p.number() + " "))
                                    .isPresent(),
                    "every variant shows the generation that is published",
                    variant.key());
            require(
                    variant.sha256().equals(Digest.SHA_256.hex(was.text()))
                            && variant.bytes() == was.text().length(),
                    "what the ledger says of a variant is true of it",
                    variant.key());
            require(isChild(key, variant.key()), "a photo names its own variants", variant.key());
        }
    }

    private static boolean isSentTwice() {
        return Stage.SELF.isBound() && Stage.SELF.get().fate() == Fate.SENT_TWICE;
    }

    private static boolean isTooLong(LedgerItem item) {
        return item.failure().filter(f -> f.reason() == Reason.KEY_TOO_LONG).isPresent();
    }

    private static boolean isChild(ObjectKey original, ObjectKey child) {
        String prefix = original.resultsPrefix();
        return child.value().startsWith(prefix) && child.value().indexOf('/', prefix.length()) < 0;
    }

    /// Ledger then variants: nothing that is named is missing, at any moment.
    private void requireNamedIsThere(LedgerItem item) {
        for (PublishedVariant variant : item.variants()) {
            require(isThere(variant.key()), "the ledger names what is there", variant.key());
        }
    }

    private boolean isThere(ObjectKey variant) {
        return takenByHand.contains(variant) || bucket.head(variant).isPresent();
    }

    // ---- results

    void put(Owner owner, ObjectKey key, Content content, Optional<SmallObject> before) {
        require(owner == Owner.PROCESSOR, "the Lambda writes nothing into the bucket", key);
        require(key.value().startsWith(ObjectKey.RESULTS), "nothing is written but results", key);
        String text = text(content);
        if (name(key).equals("manifest.json")) {
            putManifest(original(key), text, before);
        } else {
            require(ManifestDoor.isVariantName(name(key)), "nothing is written but variants and manifests", key);
            require(before.isEmpty(), "a variant is written once", key);
            made.put(key, new Made(text, content.userMetadata().getOrDefault("source-generation", "")));
        }
    }

    private void putManifest(ObjectKey original, String text, Optional<SmallObject> before) {
        History history = history(original);
        Projected now = history.projections.getOrDefault(text, Projected.NEVER);
        require(now.last() > 0, "a manifest says what the ledger said", original);
        Projected was = before.map(b -> history.projections.getOrDefault(b.text(), Projected.NEVER))
                .orElse(Projected.NEVER);
        require(
                now.last() >= (strict ? was.last() : was.first()),
                "a manifest never goes back to what the ledger said before",
                original);
        requireManifestIsTrue(original);
    }

    void deleted(Owner owner, ObjectKey key) {
        require(owner == Owner.PROCESSOR, "the Lambda deletes nothing", key);
        boolean manifest = name(key).equals("manifest.json");
        require(
                key.value().startsWith(ObjectKey.RESULTS) && (manifest || ManifestDoor.isVariantName(name(key))),
                "nothing is deleted but variants and manifests",
                key);
        ObjectKey original = original(key);
        table.find(original).ifPresent(this::requireNamedIsThere);
        requireManifestIsTrue(original);
    }

    private void requireManifestIsTrue(ObjectKey original) {
        if (strict) {
            requireManifestNamesWhatIsThere(original);
        }
    }

    /// Manifest then variants: nothing that is named is missing.
    void requireManifestNamesWhatIsThere(ObjectKey original) {
        Optional<SmallObject> manifest = bucket.read(ManifestDoor.keyOf(original));
        for (String variant : manifest.map(m -> variants(m.text())).orElse(List.of())) {
            require(isThere(new ObjectKey(variant)), "the manifest names what is there", variant);
        }
    }

    /// The keys in a manifest, which all lie under `results/`.
    private static List<String> variants(String manifest) {
        return manifest.lines()
                .filter(line -> line.contains("\"" + ObjectKey.RESULTS))
                .map(line -> line.substring(line.indexOf(ObjectKey.RESULTS), line.lastIndexOf('"')))
                .toList();
    }

    private static String text(Content content) {
        return content.body() instanceof Content.Body.Text(String text) ? text : "";
    }

    private static String name(ObjectKey key) {
        return key.value().substring(key.value().lastIndexOf('/') + 1);
    }

    private static ObjectKey original(ObjectKey result) {
        String path = result.value()
                .substring(ObjectKey.RESULTS.length(), result.value().lastIndexOf('/'));
        return new ObjectKey(ObjectKey.UPLOADS + path);
    }

    // ---- the end

    /// When nobody does anything any more and every hint was heard: the ledger agrees with the bucket, and the manifest
    /// with the ledger.
    void requireAgreement(ObjectKey key) {
        Optional<ObjectHead> head = bucket.head(key);
        Optional<LedgerItem> item = table.find(key);
        require(item.isEmpty() || item.get().state() != PENDING, "nothing stays pending", key);
        Optional<String> manifest = manifest(key);
        if (head.isEmpty()) {
            require(item.isEmpty() || item.get().state() == DELETED, "what was deleted is deleted", key);
            require(manifest.isEmpty(), "what was deleted has no manifest", key);
        } else {
            require(
                    item.filter(i -> i.generation().equals(head.get().generation()) && i.state() != DELETED)
                            .isPresent(),
                    "the last upload wins",
                    key);
            item.ifPresent(i -> require(
                    isTooLong(i) || manifest.equals(Optional.of(ManifestDoor.text(i))),
                    "the manifest says what the ledger says",
                    key));
        }
    }

    private Optional<String> manifest(ObjectKey key) {
        return fits(key) ? bucket.read(ManifestDoor.keyOf(key)).map(SmallObject::text) : Optional.empty();
    }

    private static boolean fits(ObjectKey key) {
        return key.value().length() < 900;
    }

    /// Where nothing went wrong: nobody is suspected. Of two processors one may take the attempt of the other, which is
    /// under way, for one that was left behind.
    void requireInnocence(ObjectKey key) {
        boolean suspected = table.find(key).filter(item -> item.attempts() > 0).isPresent();
        require(!suspected || !strict, "no attempt is left", key);
    }

    /// After a reconcile and the grace time: as wanted, and nothing besides.
    void requireAsWanted(ObjectKey key, String recipe, List<String> presets, Set<ObjectKey> strangers) {
        requireAgreement(key);
        Optional<LedgerItem> item = table.find(key);
        Set<ObjectKey> expected = new HashSet<>();
        if (bucket.head(key).isPresent() && item.isPresent()) {
            Photo.Kind kind =
                    uploaded(key, item.get().generation()).map(Photo::kind).orElse(Photo.Kind.BROKEN);
            requireEnd(kind, item.get(), presets);
            require(item.get().recipe().equals(Optional.of(recipe)), "it is made by the present presets", key);
            item.get().variants().forEach(variant -> expected.add(variant.key()));
            if (fits(key)) {
                expected.add(ManifestDoor.keyOf(key));
            }
        }
        for (ObjectKey variant : expected) {
            require(bucket.head(variant).isPresent(), "what is named is there", variant);
        }
        bucket.children(key.resultsPrefix())
                .forEach(listed -> require(
                        expected.contains(listed.key()) || strangers.contains(listed.key()),
                        "no leftovers",
                        listed.key()));
    }

    private void requireEnd(Photo.Kind kind, LedgerItem item, List<String> presets) {
        String reason = item.failure().map(f -> f.reason().name()).orElse("");
        String expected = !fits(item.key())
                ? "REJECTED KEY_TOO_LONG"
                : switch (kind) {
                    case HEALTHY, CRASHING -> "READY ";
                    case DAMAGED -> "DEGRADED TRUNCATED";
                    case BROKEN -> "REJECTED UNSUPPORTED_FORMAT";
                    case DEADLY -> "REJECTED DECODER_FAILED";
                };
        require(
                expected.equals(item.state() + " " + reason),
                "a " + kind + " photo ends as " + expected,
                item.key() + " is " + item.state() + " " + reason);
        boolean shown = item.state() != REJECTED;
        require(
                item.variants().stream().map(PublishedVariant::name).toList().equals(shown ? presets : List.of()),
                "every preset has a variant",
                item.key());
        require(
                item.workerDeaths() == 0 || item.workerDeaths() == 3 || (!strict && shown),
                "deaths end with the reason",
                item.key());
    }
}
