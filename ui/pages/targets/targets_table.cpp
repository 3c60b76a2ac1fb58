#include "ui/pages/targets/targets_table.h"

#include "ui/controllers/known_hardware.h"
#include "ui/theme/figure_delegate.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/target_sign.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>

namespace headroom::ui {
namespace {

constexpr int cell = 8, signWidth = 16;

class StateDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const auto kind = static_cast<TargetState::Kind>(index.data(TargetsModel::StateKindRole).toInt());
    const Colours& colours = coloursOf(item.palette);
    const QRectF sign(item.rect.left() + cell, item.rect.center().y() - 3.5, 8, 8);
    drawTargetSign(*painter, kind, sign, colours);
    painter->save();
    painter->setFont(item.font);
    painter->setPen(kind == TargetState::Kind::failed ? colours.bad : colours.text);
    const QRect place = item.rect.adjusted(cell + signWidth, 0, -cell, 0);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                      item.fontMetrics.elidedText(text, Qt::ElideRight, place.width()));
    painter->restore();
  }
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    return QStyledItemDelegate::sizeHint(option, index) + QSize(signWidth + 2, 0);
  }
};

class GpuDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    item.features.setFlag(QStyleOptionViewItem::HasDecoration, false);
    item.icon = {};
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor colour = index.data(Qt::DecorationRole).value<QColor>();
    if (colour.isValid()) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(colour);
      painter->drawRoundedRect(QRectF(item.rect.left() + cell, item.rect.center().y() - 4.5, 10, 10), 2, 2);
    }
    painter->setFont(item.font);
    painter->setPen(coloursOf(item.palette).text);
    painter->drawText(item.rect.adjusted(cell + signWidth, 0, -cell, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      text);
    painter->restore();
  }

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override {
    auto* editor = new ChoiceField(parent);
    editor->setChoices(knownGpus());
    auto* self = const_cast<GpuDelegate*>(this);
    connect(editor, &QComboBox::activated, self, [self, editor] {
      emit self->commitData(editor);
      emit self->closeEditor(editor);
    });
    return editor;
  }
  void setEditorData(QWidget* editor, const QModelIndex& index) const override {
    static_cast<ChoiceField*>(editor)->setValue(index.data(Qt::EditRole).toString());
  }
  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override {
    model->setData(index, static_cast<ChoiceField*>(editor)->currentText());
  }
};

class CostDelegate : public FigureDelegate {
 public:
  using FigureDelegate::FigureDelegate;

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override {
    auto* editor = new NumberField(parent);
    editor->setUnit(NumberField::Unit::dollars);
    editor->setRange(0, 1e6);
    return editor;
  }
  void setEditorData(QWidget* editor, const QModelIndex& index) const override {
    auto* field = static_cast<NumberField*>(editor);
    field->setValue(index.data(Qt::EditRole).toDouble());
    field->selectAll();
  }
  // What cannot be read goes to the model, too: it says why it does not take it.
  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override {
    const auto* field = static_cast<NumberField*>(editor);
    const std::optional<double> value = field->read(field->text());
    model->setData(index, value ? QVariant(*value) : QVariant(field->text()));
  }
};

}  // namespace

TargetsTable::TargetsTable(TargetsModel* model, QWidget* parent) : FigureTable(model, parent) {
  setObjectName(QStringLiteral("targetsTable"));
  setAccessibleName(tr("Targets"));
  setSelectionMode(QAbstractItemView::SingleSelection);
  setIconSize(QSize(10, 10));
  setItemDelegateForColumn(TargetsModel::StateColumn, new StateDelegate(this));
  setItemDelegateForColumn(TargetsModel::GpuColumn, new GpuDelegate(this));
  setItemDelegateForColumn(TargetsModel::CostColumn, new CostDelegate(this));
  setStretchColumn(TargetsModel::ReachColumn);
  horizontalHeader()->setMinimumSectionSize(60);
  setDragEnabled(true);
  setAcceptDrops(true);
  setDragDropMode(QAbstractItemView::InternalMove);
  setDragDropOverwriteMode(false);
  setDropIndicatorShown(true);
  setHeightToRows(8);
}

}  // namespace headroom::ui
