//! Many threads on a stream of work, answers in the order of the questions, in bounded memory.
//!
//! Whoever is free takes the next item. An answer that is early waits for those before it, and nobody takes an item
//! more than a window ahead of the answer that is due: one slow plan cannot make the quick ones after it pile up.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Items in hand or waiting, for each thread: enough that nobody idles behind one slow item.
const WINDOW: usize = 4;

/// Hands each item to `work` on one of `jobs` threads, and the answers to `emit` on this one, in the order of `items`.
/// An error of `emit` ends it all.
pub fn map_in_order<I, T: Send, E>(
    items: impl Iterator<Item = I> + Send,
    jobs: usize,
    work: impl Fn(I) -> T + Sync,
    mut emit: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let jobs = jobs.max(1);
    let queue = Queue::new(jobs * WINDOW);
    let items = Mutex::new(items);
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some((number, item)) = queue.take(&items) {
                    queue.put(number, catch_unwind(AssertUnwindSafe(|| work(item))));
                }
            });
        }
        while let Some(answer) = queue.next() {
            let answer = answer.unwrap_or_else(|panic| {
                queue.stop();
                resume_unwind(panic)
            });
            emit(answer).inspect_err(|_| queue.stop())?;
        }
        Ok(())
    })
}

/// What a thread made of an item, or how it died over it.
type Answer<T> = Result<T, Box<dyn Any + Send>>;

struct Queue<T> {
    window: usize,
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    /// Items taken so far; the number of the next one.
    taken: usize,
    /// Number of the answer that is due.
    due: usize,
    /// No further item will be taken.
    ended: bool,
    early: BTreeMap<usize, Answer<T>>,
}

impl<T> Queue<T> {
    fn new(window: usize) -> Self {
        let state = State { taken: 0, due: 0, ended: false, early: BTreeMap::new() };
        Self { window, state: Mutex::new(state), changed: Condvar::new() }
    }

    /// The next item with its number, once there is room for its answer.
    fn take<I>(&self, items: &Mutex<impl Iterator<Item = I>>) -> Option<(usize, I)> {
        let mut items = lock(items);
        drop(self.wait(|state| state.ended || state.taken < state.due + self.window));
        // The iterator may wait for its input: not under the lock that answers need.
        let item = if lock(&self.state).ended { None } else { items.next() };
        let mut state = lock(&self.state);
        let Some(item) = item else {
            state.ended = true;
            self.changed.notify_all();
            return None;
        };
        state.taken += 1;
        Some((state.taken - 1, item))
    }

    fn put(&self, number: usize, answer: Answer<T>) {
        lock(&self.state).early.insert(number, answer);
        self.changed.notify_all();
    }

    /// The answer that is due; `None` after the last.
    fn next(&self) -> Option<Answer<T>> {
        let mut state =
            self.wait(|state| state.early.contains_key(&state.due) || state.ended && state.due == state.taken);
        let due = state.due;
        let answer = state.early.remove(&due)?;
        state.due += 1;
        self.changed.notify_all();
        Some(answer)
    }

    fn stop(&self) {
        lock(&self.state).ended = true;
        self.changed.notify_all();
    }

    fn wait(&self, ready: impl Fn(&State<T>) -> bool) -> MutexGuard<'_, State<T>> {
        let state = lock(&self.state);
        self.changed.wait_while(state, |state| !ready(state)).unwrap_or_else(PoisonError::into_inner)
    }
}

/// No code of ours panics while it holds a lock, except in an iterator; its panic is reported where it happened.
fn lock<L>(mutex: &Mutex<L>) -> MutexGuard<'_, L> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn answers_come_in_order_and_nobody_runs_ahead() {
        for jobs in [1, 2, 7] {
            let (taken, mut due) = (AtomicUsize::new(0), 0);
            let items = (0..200).inspect(|_| {
                taken.fetch_add(1, Ordering::SeqCst);
            });
            let slow_first = |item: usize| {
                if item == 0 {
                    std::thread::sleep(Duration::from_millis(20));
                }
                item
            };
            let done: Result<(), ()> = map_in_order(items, jobs, slow_first, |answer| {
                assert_eq!(answer, due);
                due += 1;
                assert!(taken.load(Ordering::SeqCst) <= due + jobs * WINDOW);
                Ok(())
            });
            assert_eq!((done, due), (Ok(()), 200));
        }
    }

    #[test]
    fn an_error_ends_an_endless_stream() {
        let full = map_in_order(0.., 2, |item| item, |item| if item < 10 { Ok(()) } else { Err("full") });
        assert_eq!(full, Err("full"));
    }

    #[test]
    fn a_panic_is_passed_on_instead_of_waited_for() {
        let run = || map_in_order(0..100, 2, |item| assert_ne!(item, 5), |()| Ok::<(), ()>(()));
        assert!(catch_unwind(run).is_err());
    }
}
