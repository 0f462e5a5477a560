mod lines;
mod outages;
mod parking;
mod random;
mod restarts;
mod world;
