package photos.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import photos.clock.SettableClock;
import photos.job.JobAnswer;
import photos.ledger.Attributes;
import photos.ledger.Claim;
import photos.ledger.LedgerItem;
import photos.ledger.Original;
import photos.ledger.PhotoMetadata;
import photos.ledger.Rendering;
import photos.outage.Unavailable;
import photos.processor.job.OriginalMoved;
import photos.storage.Listed;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.ObjectStore;
import photos.storage.OtherStore;
import photos.storage.SmallObject;

/// The protocol with one rule broken, each in its own way. What an actor saw before is kept for each actor, and a
/// mutation serves one schedule.
final class Mutations {
    private Mutations() {}

    /// Steps 1 and 2 in the wrong order.
    static Mutation headBeforeTheLedgerIsRead() {
        Map<Actor, Optional<ObjectHead>> heads = new HashMap<>();
        return of(
                Owner.LAMBDA,
                (ledger, store) -> new OtherLedger(ledger) {
                    @Override
                    public Optional<LedgerItem> find(ObjectKey key) {
                        heads.put(Stage.self(), store.head(key));
                        return super.find(key);
                    }
                },
                (store, ledger) -> new OtherStore(store) {
                    @Override
                    public Optional<ObjectHead> head(ObjectKey key) {
                        return heads.getOrDefault(Stage.self(), Optional.empty());
                    }
                });
    }

    /// The Lambda has the last word with its write, and does not look at the bucket again.
    static Mutation aWriteIsTheLastWord() {
        Map<Actor, Optional<ObjectHead>> heads = new HashMap<>();
        Map<Actor, Boolean> written = new HashMap<>();
        return of(
                Owner.LAMBDA,
                (ledger, store) -> new OtherLedger(ledger) {
                    @Override
                    public boolean handOver(
                            ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata) {
                        return noted(super.handOver(key, seen, original, metadata));
                    }

                    @Override
                    public boolean bury(ObjectKey key, long seen, Instant expiresAt) {
                        return noted(super.bury(key, seen, expiresAt));
                    }

                    private boolean noted(boolean success) {
                        written.put(Stage.self(), success);
                        return success;
                    }
                },
                (store, ledger) -> new OtherStore(store) {
                    @Override
                    public Optional<ObjectHead> head(ObjectKey key) {
                        if (written.getOrDefault(Stage.self(), false)) {
                            written.put(Stage.self(), false);
                            return heads.getOrDefault(Stage.self(), Optional.empty());
                        }
                        Optional<ObjectHead> head = super.head(key);
                        heads.put(Stage.self(), head);
                        return head;
                    }
                });
    }

    /// A duplicate of what the ledger knows is handed over again.
    static Mutation aDuplicateWrites() {
        return ofTheLedger(Owner.LAMBDA, ledger -> new OtherLedger(ledger) {
            @Override
            public Optional<LedgerItem> find(ObjectKey key) {
                return super.attributes(key).map(attributes -> {
                    Map<String, Object> stale = new HashMap<>(attributes);
                    stale.put("metadataVersion", 0L);
                    return Attributes.item(stale);
                });
            }
        });
    }

    /// The Lambda writes over whatever the ledger says by now.
    static Mutation anUnconditionalHandOver() {
        return ofTheLedger(Owner.LAMBDA, ledger -> new OtherLedger(ledger) {
            @Override
            public boolean handOver(ObjectKey key, Optional<Long> seen, Original original, PhotoMetadata metadata) {
                return super.handOver(key, find(key).map(LedgerItem::fence), original, metadata);
            }
        });
    }

    /// A commit takes place whatever has happened since the render began.
    static Mutation anUnfencedCommit() {
        return ofTheLedger(Owner.PROCESSOR, ledger -> new OtherLedger(ledger) {
            @Override
            public boolean commit(Claim claim, Rendering rendering) {
                Optional<LedgerItem> now = find(claim.key());
                return now.isPresent() && super.commit(now.get().claim(), rendering);
            }
        });
    }

    /// A commit asks for the generation alone, which may have gone and come back.
    static Mutation aCommitFencedByGenerationOnly() {
        return ofTheLedger(Owner.PROCESSOR, ledger -> new OtherLedger(ledger) {
            @Override
            public boolean commit(Claim claim, Rendering rendering) {
                Optional<LedgerItem> now =
                        find(claim.key()).filter(item -> item.generation().equals(claim.generation()));
                return now.isPresent() && super.commit(now.get().claim(), rendering);
            }
        });
    }

    /// Nobody notes that a decoder is about to be entered.
    static Mutation noAttemptIsCounted() {
        return ofTheLedger(Owner.PROCESSOR, ledger -> new OtherLedger(ledger) {
            @Override
            public boolean beginAttempt(Claim claim) {
                var _ = super.beginAttempt(claim);
                return super.endAttempt(claim, 0);
            }
        });
    }

    /// An attempt counts for ever, whatever the decoder has answered.
    static Mutation noAttemptIsGivenBack() {
        return ofTheLedger(Owner.PROCESSOR, ledger -> new OtherLedger(ledger) {
            @Override
            public boolean endAttempt(Claim claim, int before) {
                return true;
            }
        });
    }

    /// Whoever was rendered alone is suspected no more.
    static Mutation aCommitClearsASuspect() {
        return ofTheLedger(Owner.PROCESSOR, ledger -> new OtherLedger(ledger) {
            @Override
            public boolean commit(Claim claim, Rendering rendering) {
                boolean committed = super.commit(claim, rendering);
                var _ = super.endAttempt(claim, 0);
                return committed;
            }
        });
    }

    /// Whoever has listed goes by what the ledger said before.
    ///
    /// @param inSweepsOnly not where missing variants are looked for
    static Mutation noLedgerReadAfterTheList(boolean inSweepsOnly) {
        Map<Actor, Optional<LedgerItem>> seen = new HashMap<>();
        Map<Actor, Boolean> listed = new HashMap<>();
        return of(
                Owner.PROCESSOR,
                (ledger, store) -> new OtherLedger(ledger) {
                    @Override
                    public Optional<LedgerItem> find(ObjectKey key) {
                        if (listed.getOrDefault(Stage.self(), false)) {
                            listed.put(Stage.self(), false);
                            return seen.getOrDefault(Stage.self(), Optional.empty());
                        }
                        Optional<LedgerItem> item = super.find(key);
                        seen.put(Stage.self(), item);
                        return item;
                    }
                },
                (store, ledger) -> new OtherStore(store) {
                    @Override
                    public List<Listed> children(String prefix) {
                        List<Listed> children = super.children(prefix);
                        listed.put(Stage.self(), true);
                        return children;
                    }

                    @Override
                    public Optional<SmallObject> read(ObjectKey key) {
                        listed.computeIfPresent(Stage.self(), (_, was) -> was && !inSweepsOnly);
                        return super.read(key);
                    }
                });
    }

    /// Leftovers are removed, and whoever was about to publish them may still do so. Only who removes asks the bucket
    /// for the original.
    static Mutation aSweepThatRaisesNoFence() {
        Map<Actor, Boolean> sweeps = new HashMap<>();
        return of(
                Owner.PROCESSOR,
                (ledger, store) -> new OtherLedger(ledger) {
                    @Override
                    public Optional<Claim> advance(Claim claim) {
                        return sweeps.remove(Stage.self()) == null ? super.advance(claim) : Optional.of(claim);
                    }
                },
                (store, ledger) -> new OtherStore(store) {
                    @Override
                    public Optional<ObjectHead> head(ObjectKey key) {
                        sweeps.put(Stage.self(), true);
                        return super.head(key);
                    }
                });
    }

    /// The ledger is read first, the manifest's ETag then.
    static Mutation aManifestWrittenWithoutReadingTheLedgerLast() {
        Map<Actor, Optional<LedgerItem>> early = new HashMap<>();
        return of(
                Owner.PROCESSOR,
                (ledger, store) -> new OtherLedger(ledger) {
                    @Override
                    public Optional<LedgerItem> find(ObjectKey key) {
                        Optional<LedgerItem> seen = early.remove(Stage.self());
                        return seen == null ? super.find(key) : seen;
                    }
                },
                (store, ledger) -> new OtherStore(store) {
                    @Override
                    public Optional<SmallObject> read(ObjectKey manifest) {
                        String prefix = manifest.value().substring(ObjectKey.RESULTS.length());
                        ObjectKey original =
                                new ObjectKey(ObjectKey.UPLOADS + prefix.substring(0, prefix.lastIndexOf('/')));
                        early.put(Stage.self(), ledger.find(original));
                        return super.read(manifest);
                    }
                });
    }

    /// A second job for a key waits for the first and takes its answer.
    static Mutation aJoinedJobReturnsTheOthersAnswer() {
        return new Mutation() {
            @Override
            public JobDoor jobs(JobDoor real, SettableClock clock) {
                Map<ObjectKey, CompletableFuture<JobAnswer>> running = new HashMap<>();
                return key -> {
                    CompletableFuture<JobAnswer> other = running.get(key);
                    return other == null ? first(key, real, running) : joined(other);
                };
            }
        };
    }

    /// A photo on which a worker died is tried again as soon as somebody asks.
    static Mutation noPhotoRests() {
        return new Mutation() {
            @Override
            public Clock clock(Clock real) {
                AtomicInteger looks = new AtomicInteger();
                InstantSource hurried = () -> real.instant().plus(Duration.ofHours(looks.incrementAndGet()));
                return hurried.withZone(real.getZone());
            }
        };
    }

    /// After a worker's death a job waits and tries again itself.
    static Mutation aJobGoesOnAfterADeath() {
        return new Mutation() {
            @Override
            public JobDoor jobs(JobDoor real, SettableClock clock) {
                return key -> {
                    while (true) {
                        try {
                            return real.run(key);
                        } catch (Unavailable e) {
                            if (!String.valueOf(e.getMessage()).contains("died")) {
                                throw e;
                            }
                            clock.advance(Processor.REST);
                        }
                    }
                };
            }
        };
    }

    private static JobAnswer first(ObjectKey key, JobDoor real, Map<ObjectKey, CompletableFuture<JobAnswer>> running)
            throws OriginalMoved {
        CompletableFuture<JobAnswer> answer = new CompletableFuture<>();
        running.put(key, answer);
        try {
            JobAnswer given = real.run(key);
            answer.complete(given);
            return given;
        } finally {
            running.remove(key);
            answer.completeExceptionally(new Unavailable("the job failed"));
        }
    }

    private static JobAnswer joined(CompletableFuture<JobAnswer> other) {
        try {
            return other.get(1, TimeUnit.DAYS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new Unavailable("the job before failed", e);
        }
    }

    private static Mutation ofTheLedger(Owner whose, UnaryOperator<ProtocolLedger> change) {
        return of(whose, (ledger, _) -> change.apply(ledger), (store, _) -> store);
    }

    private static Mutation of(
            Owner whose,
            BiFunction<ProtocolLedger, ObjectStore, ProtocolLedger> ledgerOf,
            BiFunction<ObjectStore, ProtocolLedger, ObjectStore> storeOf) {
        return new Mutation() {
            @Override
            public ProtocolLedger ledger(Owner owner, ProtocolLedger ledger, ObjectStore store) {
                return owner == whose ? ledgerOf.apply(ledger, store) : ledger;
            }

            @Override
            public ObjectStore store(Owner owner, ObjectStore store, ProtocolLedger ledger) {
                return owner == whose ? storeOf.apply(store, ledger) : store;
            }
        };
    }
}
