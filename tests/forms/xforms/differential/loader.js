// Loads CommonJS modules in a browser: each is a function and the places of what it asks for.
// Before that it stops the clock, in such a way that other dates can still be made from Date.
window.Date = class extends Date {
    constructor(...parts) {
        super(...(parts.length ? parts : [window.stopped]));
    }

    static now() {
        return window.stopped;
    }
};
// And every throw of the dice is the same: one in 256 makes a uuid(12) that is too short.
Math.random = () => 0.7310585786300049;
(() => {
    const modules = {/*MODULES*/};
    const loaded = {};
    const load = (path) => {
        if (!loaded[path]) {
            const module = (loaded[path] = { exports: {} });
            const [run, places] = modules[path];
            run(module, module.exports, (name) => load(places[name]));
        }
        return loaded[path].exports;
    };
    window.peer = load(/*START*/)();
})();
