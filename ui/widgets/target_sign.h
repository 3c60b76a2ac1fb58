// How a target is doing as a small sign that is told apart without its colour: an empty ring (not tried), a
// full circle (answers), half a one (being reached), a cross (does not answer).
#pragma once

#include "ui/controllers/target_states.h"
#include "ui/theme/colours.h"

class QPainter;
class QRectF;

namespace headroom::ui {

void drawTargetSign(QPainter& painter, TargetState::Kind kind, const QRectF& rect, const Colours& colours);

}  // namespace headroom::ui
