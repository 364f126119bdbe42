/** The whole style of a page; colours are variables, so that a dark screen gets a dark page. */
export const style = `
:root {
  color-scheme: light dark;
  --ink: #1d2433; --soft: #5a6478; --paper: #fff; --panel: #f6f8fc; --line: #8a94a8; --box: #fff;
  --open: #c4221b; --open-box: #fdecea; --gated: #1a7f37; --gate: #b97800; --gate-box: #fff3d6; --unseen: #7a4fc4;
  --production: #12395e; --production-box: #dfeaf6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e9f0; --soft: #a3adbf; --paper: #12151c; --panel: #181d27; --line: #6b7690; --box: #1f2634;
    --open: #ff7b72; --open-box: #3d1a1c; --gated: #4cc168; --gate: #e0a526; --gate-box: #3a2f12; --unseen: #b794f6;
    --production: #8fc1f0; --production-box: #16304a;
  }
}
body { color: var(--ink); background: var(--paper); font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 84rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .6rem; }
h1 small { font-size: .55em; padding: .15em .6em; border-radius: 1em; color: #fff; background: #1a7f37; vertical-align: middle; }
h1 small.refused { background: #b3261e; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p, li { max-width: 90ch; overflow-wrap: anywhere; }
ul { margin: .2rem 0; padding-left: 1.2rem; }
pre { font: 13px/1.45 ui-monospace, monospace; overflow-x: auto; background: var(--panel); padding: .8rem; border-radius: 8px; }
figure { margin: 0; }
.road { overflow-x: auto; background: var(--panel); border-radius: 8px; padding: .6rem; }
.road svg { display: block; height: auto; max-width: 100%; margin: 0 auto; }
.road text { fill: var(--ink); font-family: Helvetica, Arial, "Liberation Sans", sans-serif; }
.road .node polygon, .road .node path { fill: var(--box); stroke: var(--line); }
.road .node.gate polygon, .road .node.gate path { fill: var(--gate-box); stroke: var(--gate); stroke-width: 2; }
.road .node.production polygon, .road .node.production path { fill: var(--production-box); stroke: var(--production); stroke-width: 1.5; }
.road .node.production polygon + polygon { fill: none; }
.road .node.open polygon, .road .node.open path { fill: var(--open-box); stroke: var(--open); stroke-width: 1.5; }
.road .edge path { stroke: var(--line); fill: none; }
.road .edge polygon { stroke: var(--line); fill: var(--line); }
.road .edge text { fill: var(--soft); }
.road .edge.gated path { stroke: var(--gated); stroke-width: 1.6; }
.road .edge.gated polygon { stroke: var(--gated); fill: var(--gated); }
.road .edge.open path { stroke: var(--open); stroke-width: 2.2; }
.road .edge.open polygon { stroke: var(--open); fill: var(--open); }
.road .edge.unseen path { stroke: var(--unseen); stroke-width: 1.6; }
.road .edge.unseen polygon { stroke: var(--unseen); fill: var(--unseen); }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; list-style: none; padding: 0; margin: .6rem 0 0; color: var(--soft); font-size: .9rem; }
.legend i { display: inline-block; width: 2rem; margin-right: .45rem; vertical-align: middle; box-sizing: border-box; }
.legend i.line { border-top: 3px solid var(--line); }
.legend i.open { border-top-color: var(--open); }
.legend i.gated { border-top-color: var(--gated); }
.legend i.unseen { border-top: 3px dashed var(--unseen); }
.legend i.gate { width: 1.6rem; height: .9rem; background: var(--gate); clip-path: polygon(25% 0, 75% 0, 100% 50%, 75% 100%, 25% 100%, 0 50%); }
.legend i.production { height: .9rem; width: 1.4rem; background: var(--production-box); border: 3px double var(--production); }
.ways.open { border-left: 3px solid var(--open); }
.none { color: var(--soft); margin: .2rem 0; }
`;
