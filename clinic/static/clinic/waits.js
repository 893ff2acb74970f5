/** A page that waits for a worker loads again by itself; without this there is a link. */

setTimeout(() => location.reload(), 3000);
